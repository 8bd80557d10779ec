import { z } from "zod";
import { iso, keySchema } from "../leads/schemas.ts";
import { aucSchema, modelReportSchema } from "./report-schema.ts";

export const OUTCOMES = ["sal", "sql", "opportunity", "customer"] as const;

/** One of the things that moved a prediction most: an attribute's name or an event's, and its part of the log odds. */
export const reasonPartSchema = z.object({
  what: z.string(),
  value: z.string().nullable().describe("The attribute's value, or how often it happened"),
  part: z.number().describe("Above 0: likelier than the average lead"),
});
export type ReasonPart = z.output<typeof reasonPartSchema>;

const text = z.string().trim().min(1).max(200);

export const putModelBody = z.strictObject({
  name: text,
  segment: keySchema,
  outcome: z.enum(OUTCOMES).default("opportunity").describe("The stage that counts as converted"),
  age_days: z
    .number()
    .int()
    .min(0)
    .max(365)
    .default(14)
    .describe("Leads are looked at when they are this old"),
  horizon_days: z
    .number()
    .int()
    .min(1)
    .max(730)
    .default(90)
    .describe("Days from then in which they have to convert"),
  retrain_days: z.number().int().min(1).max(365).nullable().default(30).describe("Null: only when asked"),
  overrules: z
    .array(z.strictObject({ field: z.string().min(1).max(500), reason: text }))
    .max(100)
    .default([])
    .describe("Fields that are used although they look like a leak, and why"),
});
export type PutModel = z.input<typeof putModelBody>;

export const modelParams = z.object({ key: keySchema });
export const modelVersionParams = modelParams.extend({
  number: z.coerce.number().int().min(1).max(1_000_000),
});

export const driftSchema = z.object({
  /** Leads that came since the training and are as old as those it learnt from. */
  n: z.number().int(),
  /** Population stability index of their predictions against those of training; null below 100 leads. */
  index: z.number().nullable(),
  level: z.enum(["too_few", "steady", "moderate", "strong"]),
  at: iso,
});
export type Drift = z.output<typeof driftSchema>;

export const modelVersionSchema = z.object({
  number: z.number().int(),
  trained_at: iso,
  outcome: z.enum(["trained", "too_few", "nothing_to_learn"]),
  report: modelReportSchema,
});

export const modelSchema = z.object({
  key: z.string(),
  name: z.string(),
  segment: z.string(),
  segment_name: z.string(),
  outcome: z.enum(OUTCOMES),
  age_days: z.number().int(),
  horizon_days: z.number().int(),
  retrain_days: z.number().int().nullable(),
  overrules: z.array(z.object({ field: z.string(), reason: z.string(), by: z.string() })),
  training: z.boolean(),
  /** Why the last training broke off; null: it did not. */
  failure: z.string().nullable(),
  next_training_at: iso.nullable(),
  /** The version whose predictions lists show. */
  shown_version: z.number().int().nullable(),
  drift: driftSchema.nullable(),
  /** The newest version, whatever it came to. */
  latest: modelVersionSchema.nullable(),
  versions: z
    .array(
      z.object({
        number: z.number().int(),
        trained_at: iso,
        outcome: z.string(),
        auc: aucSchema.nullable(),
      }),
    )
    .describe("The newest 50"),
});
export type ModelView = z.output<typeof modelSchema>;
export const modelsSchema = z.object({ models: z.array(modelSchema).describe("By name, at most 50") });

export const predictionSchema = z.object({
  model: z.string(),
  name: z.string(),
  version: z.number().int(),
  at: iso,
  probability: z.number().min(0).max(1),
  reasons: z.array(reasonPartSchema),
});
export const predictionsSchema = z.object({ predictions: z.array(predictionSchema) });
export type Prediction = z.output<typeof predictionSchema>;
