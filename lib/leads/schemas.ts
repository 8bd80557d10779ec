import { z } from "zod";
import { isInstantText } from "../scoring/values.ts";
import { STAGES } from "./stages.ts";

export const stageSchema = z.enum(STAGES);
export const instantSchema = z
  .string()
  .max(40)
  .refine(isInstantText, "Not an ISO 8601 date or instant")
  .meta({ description: "ISO 8601 date or instant; a date alone is UTC midnight" });

export const iso = z.iso.datetime();
export const toneSchema = z.enum(["cold", "warm", "hot"]);
const ownerSchema = z.object({ id: z.number().int(), name: z.string() });
export const keySchema = z.string().max(64);

/** By id, `email:x@y.z` or `user:EXTERNAL_ID`; what is none of these names nobody (404). */
export const leadRefSchema = z.object({
  id: z.string().meta({ description: "The lead's id, `email:x@y.z` or `user:EXTERNAL_ID`" }),
});

export const SORTS = ["-score", "score", "-created", "created", "-last_event"] as const;
export const sortSchema = z.enum(SORTS);
export type Sort = z.infer<typeof sortSchema>;

const filterShape = {
  segment: keySchema.optional().meta({ description: "A segment's key, or `none` for leads in no segment" }),
  sheet: keySchema.optional().meta({
    description: "Key of a sheet with an active version whose scores are listed; in place of a `segment`",
  }),
  group: keySchema.optional().meta({ description: "Key of a group of the score that is listed" }),
  label: z.string().min(1).max(200).optional().meta({
    description:
      "Label of the listed score, such as `1A`; needs a `sheet`, or a `segment` with an active one",
  }),
  stage: stageSchema.optional(),
  owner: z
    .string()
    .regex(/^(me|none|[1-9]\d{0,14})$/, "A member's id, `me` or `none`")
    .optional(),
  excluded: z.enum(["true", "false"]).optional(),
  q: z.string().max(200).optional().meta({ description: "Every word must begin a word of the lead" }),
  sort: sortSchema.default("-score"),
};
export const exportLeadsQuery = z.object(filterShape);
export const listLeadsQuery = z.object({
  ...filterShape,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});
export type ListLeadsInput = z.infer<typeof listLeadsQuery>;
export type LeadFilter = z.infer<typeof exportLeadsQuery>;

const shortScoreSchema = z.object({
  sheet: z.string(),
  sheet_name: z.string(),
  version: z.number().int(),
  total: z.number().int(),
  label: z.string().nullable(),
  group: z.string().nullable(),
  group_name: z.string().nullable(),
  tone: toneSchema.nullable(),
  excluded: z.string().nullable(),
  excluded_name: z.string().nullable(),
});
export type ShortScore = z.infer<typeof shortScoreSchema>;

const leadHead = {
  id: z.number().int(),
  email: z.string().nullable(),
  user_id: z.string().nullable(),
  name: z.string().nullable(),
  stage: stageSchema,
  owner: ownerSchema.nullable(),
  last_event_at: iso.nullable(),
  created_at: iso,
};

/** `score` is the one listed: of the segment asked for, else the primary one; null: not scored. */
export const leadItemSchema = z.object({
  ...leadHead,
  score: shortScoreSchema.nullable(),
  likelihood: z.number().nullable().meta({ description: "0 … 1, by the predictive score of its segment" }),
  excluded: z.string().nullable(),
  objected: z.boolean().meta({ description: "The person objects to profiling: the lead is not scored" }),
});
export type LeadItem = z.infer<typeof leadItemSchema>;
export const leadListSchema = z.object({
  items: z.array(leadItemSchema),
  next_cursor: z.string().nullable(),
});
export type LeadList = z.infer<typeof leadListSchema>;

const named = z.object({ key: z.string(), name: z.string() });
export const leadFiltersSchema = z.object({
  segments: z.array(named.extend({ sheet: z.string().nullable() })),
  groups: z.array(named.extend({ tone: toneSchema.nullable() })),
  owners: z.array(ownerSchema),
});
export type LeadFilters = z.infer<typeof leadFiltersSchema>;

export const leadSchema = z.object({
  ...leadHead,
  stage_at: iso.nullable(),
  objected_at: iso.nullable().meta({ description: "Since when the person objects to profiling; null: not" }),
  identities: z.array(z.object({ kind: z.enum(["user", "email", "anonymous"]), value: z.string() })),
  attributes: z.record(z.string(), z.unknown()),
  known_at: z
    .record(z.string(), iso)
    .meta({ description: "When the present value of each attribute became known" }),
  segments: z.array(named),
  scores: z.array(shortScoreSchema.extend({ primary: z.boolean(), scored_at: iso })),
  /** Sheets that can be asked for a score, with their versions. */
  sheets: z.array(
    named.extend({
      versions: z.array(
        z.object({ number: z.number().int(), state: z.enum(["draft", "in_review", "active", "retired"]) }),
      ),
    }),
  ),
});
export type Lead = z.infer<typeof leadSchema>;

export const storableText = z
  .string()
  .max(500)
  .refine(
    (text) => !text.includes("\u0000") && text.isWellFormed(),
    "Contains characters that cannot be stored",
  );
export const recordStageBody = z.object({
  stage: stageSchema,
  at: instantSchema.optional(),
  reason: storableText.nullish(),
  value: z.number().min(-1e15).max(1e15).nullish(),
});
export const stageAnswerSchema = z.object({
  lead_id: z.number().int(),
  stage: stageSchema,
  at: iso,
  outcome: z.enum(["created", "unchanged"]),
  current_stage: stageSchema,
});
