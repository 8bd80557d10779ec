import { z } from "zod";
import { instantSchema, iso, keySchema, leadRefSchema } from "../leads/schemas.ts";

export const MAX_POINTS = 1_000;
export const MAX_REASON = 500;

export const adjustmentBody = z.strictObject({
  points: z
    .number()
    .min(-MAX_POINTS)
    .max(MAX_POINTS)
    .refine((points) => points !== 0, "Give or take at least something"),
  dimension: keySchema.describe("Key of the dimension that they add to, before its clamp"),
  reason: z
    .string()
    .trim()
    .min(1, "Say why")
    .max(MAX_REASON)
    .refine(
      (text) => !text.includes("\u0000") && text.isWellFormed(),
      "Contains characters that cannot be stored",
    ),
  expires_at: instantSchema.nullish().describe("Null: until they are taken back"),
});
export type AdjustmentInput = z.input<typeof adjustmentBody>;

export const adjustmentParams = leadRefSchema.extend({
  adjustment: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
});

export const adjustmentSchema = z.object({
  id: z.number().int(),
  at: iso,
  points: z.number(),
  dimension: z.string(),
  reason: z.string(),
  by: z.string().nullable(),
  expires_at: iso.nullable(),
  ended_at: iso.nullable(),
  ended_by: z.string().nullable(),
  /** Whether it counts now. */
  counts: z.boolean(),
});
export type LeadAdjustment = z.infer<typeof adjustmentSchema>;

/** Newest first, at most 200. */
export const adjustmentsSchema = z.object({ adjustments: z.array(adjustmentSchema) });
