import { z } from "zod";
import { instantSchema, iso, keySchema, toneSchema } from "./schemas.ts";

const versionSchema = z
  .string()
  .regex(/^(active|draft|[1-9]\d{0,8})$/, "A number, `active` or `draft`")
  .optional();
/** Which score: of which sheet, under which version. */
export const sheetShape = { sheet: keySchema.optional(), version: versionSchema };
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
      kind: z.enum(["behaviour", "fit", "inactivity", "model"]),
      face: z.number(),
      points: z.number(),
      times: z.number().int(),
      matched: z.number().int().nullable(),
      last_at: iso.nullable(),
    }),
  ),
  /** Given by hand; they add to their dimension's `raw`. */
  adjustments: z.array(
    z.object({
      id: z.number().int(),
      dimension: z.string(),
      dimension_name: z.string(),
      points: z.number(),
      at: iso,
      until: iso.nullable(),
      reason: z.string(),
      by: z.string().nullable(),
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
