import { z } from "zod";
import { isInstantText } from "../scoring/values.ts";
import { STAGES } from "./stages.ts";

export const stageSchema = z.enum(STAGES);
export const instantSchema = z
  .string()
  .max(40)
  .refine(isInstantText, "Not an ISO 8601 date or instant")
  .meta({ description: "ISO 8601 date or instant; a date alone is UTC midnight" });

const iso = z.iso.datetime();
const toneSchema = z.enum(["cold", "warm", "hot"]);
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
  group: keySchema.optional().meta({ description: "Key of a group of the score that is listed" }),
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
  excluded: z.string().nullable(),
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

const versionSchema = z
  .string()
  .regex(/^(active|draft|[1-9]\d{0,8})$/, "A number, `active` or `draft`")
  .optional();
const sheetShape = { sheet: keySchema.optional(), version: versionSchema };
export const scoreQuery = z.object({ ...sheetShape, as_of: instantSchema.optional() });
export type ScoreInput = z.infer<typeof scoreQuery> & { id: string };

const stepSchema = z.object({
  key: z.string(),
  name: z.string(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  raw: z.number(),
  clamped: z.number(),
});
export const scoreExplainSchema = z.object({
  /** `face`: points before they faded; `raw`: after; `clamped`: within the category's bounds. */
  categories: z.array(stepSchema.extend({ dimension: z.string(), face: z.number() })),
  dimensions: z.array(stepSchema.extend({ rounded: z.number().int() })),
  total_raw: z.number(),
  total: z.number(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  rules: z.array(
    z.object({
      rule: z.string(),
      name: z.string(),
      category: z.string(),
      kind: z.enum(["behaviour", "fit", "inactivity"]),
      face: z.number(),
      points: z.number(),
      times: z.number().int(),
      matched: z.number().int().nullable(),
      last_at: iso.nullable(),
    }),
  ),
  next_change_at: iso.nullable(),
});
export type ScoreExplain = z.infer<typeof scoreExplainSchema>;

export const leadScoreSchema = z.object({
  lead_id: z.number().int(),
  sheet: z.string(),
  version: z.number().int(),
  as_of: iso,
  in_segment: z.boolean(),
  total: z.number(),
  dimensions: z.record(z.string(), z.number().int()),
  label: z.string().nullable(),
  group: z.string().nullable(),
  excluded: z.string().nullable(),
  contributions: z.array(
    z.object({
      rule: z.string(),
      points: z.number(),
      times: z.number().int(),
      last_at: iso.nullable(),
    }),
  ),
  sheet_name: z.string(),
  group_name: z.string().nullable(),
  tone: toneSchema.nullable(),
  excluded_name: z.string().nullable(),
  explain: scoreExplainSchema,
});
export type LeadScoreAnswer = z.infer<typeof leadScoreSchema>;

const storableText = z
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

export const timelineQuery = z.object({
  ...sheetShape,
  as_of: instantSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});

const eventPointsSchema = z.object({
  rule: z.string(),
  name: z.string(),
  points: z.number(),
  counted: z.boolean(),
  why: z.enum(["limit", "window"]).nullable(),
});
export const timelineItemSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("event"),
    at: iso,
    id: z.string(),
    name: z.string(),
    properties: z.record(z.string(), z.unknown()),
    points: z.array(eventPointsSchema),
  }),
  z.object({
    kind: z.literal("stage"),
    at: iso,
    id: z.string(),
    stage: stageSchema,
    reason: z.string().nullable(),
    value: z.number().nullable(),
    origin: z.string(),
    by: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("group"),
    at: iso,
    id: z.string(),
    sheet: z.string(),
    sheet_name: z.string(),
    version: z.number().int(),
    from: z.string().nullable(),
    from_name: z.string().nullable(),
    to: z.string().nullable(),
    to_name: z.string().nullable(),
    to_tone: toneSchema.nullable(),
    total: z.number(),
    cause: z.string(),
  }),
  z.object({
    kind: z.literal("handover"),
    at: iso,
    id: z.string(),
    sheet: z.string().nullable(),
    sheet_name: z.string().nullable(),
    version: z.union([z.number().int(), z.literal("imported")]),
    total: z.number().nullable(),
    state: z.enum(["open", "accepted", "rejected"]),
    decided_at: iso.nullable(),
    decided_by: z.string().nullable(),
    reason: z.string().nullable(),
    reasons: z.array(z.object({ rule: z.string(), name: z.string(), points: z.number() })),
  }),
  z.object({
    kind: z.literal("attributes"),
    at: iso,
    id: z.string(),
    changes: z.array(z.object({ key: z.string(), before: z.unknown(), after: z.unknown() })),
  }),
]);
export type TimelineItem = z.infer<typeof timelineItemSchema>;
export const timelineSchema = z.object({
  items: z.array(timelineItemSchema),
  next_cursor: z.string().nullable(),
});
export type Timeline = z.infer<typeof timelineSchema>;

export const historyQuery = z.object({
  ...sheetShape,
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});
export const scoreHistorySchema = z.object({
  lead_id: z.number().int(),
  sheet: z.string(),
  from: iso,
  to: iso,
  /** `exact`: every change; `sampled`: the score at evenly spaced instants. */
  method: z.enum(["exact", "sampled"]),
  points: z.array(
    z.object({ at: iso, total: z.number(), group: z.string().nullable(), version: z.number().int() }),
  ),
  versions: z.array(z.object({ number: z.number().int(), from: iso })),
  levels: z.array(z.object({ key: z.string(), name: z.string(), from: z.number() })),
});
export type ScoreHistoryAnswer = z.infer<typeof scoreHistorySchema>;
