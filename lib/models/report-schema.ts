import { z } from "zod";

const rate = z.number();
/** Over the leads of both outcomes that were tested on. */
export const aucSchema = z.object({
  auc: rate,
  low: rate,
  high: rate,
  positives: z.number().int(),
  negatives: z.number().int(),
});
const binSchema = z.object({
  from: rate,
  to: rate,
  n: z.number().int(),
  converted: z.number().int(),
  predicted: rate,
  rate,
  low: rate,
  high: rate,
});
const qualitySchema = z.object({
  kind: z.enum(["logistic", "boosting"]),
  auc: aucSchema,
  top_tenth: z
    .object({ n: z.number().int(), converted: z.number(), precision: rate, lift: z.number().nullable() })
    .nullable(),
  calibration: z.object({
    n: z.number().int(),
    brier: z.number().nullable(),
    predicted: z.number().nullable(),
    observed: z.number().nullable(),
    bins: z.array(binSchema),
  }),
});

/** What a training came to, in figures. */
export const modelReportSchema = z
  .object({
    /** Leads old enough to be judged, and how many of them converted. */
    n: z.number().int(),
    converted: z.number().int(),
    /** Leads whose horizon has not passed: in no figure. */
    open: z.number().int(),
    leaks: z.array(
      z.object({
        field: z.string(),
        reasons: z.array(z.enum(["alone", "settles", "presence", "filled_later"])),
        auc: rate,
        overruled: z.boolean(),
      }),
    ),
    unused: z.array(z.object({ field: z.string(), reason: z.enum(["identifier", "constant", "rare"]) })),
    comparison: z
      .object({
        method: z.enum(["forward", "folds"]),
        trained_on: z.number().int(),
        tested_on: z.number().int(),
        best: z.enum(["logistic", "boosting"]),
        candidates: z.array(qualitySchema),
      })
      .nullable(),
    /** What weighs most in the model: mean absolute part in log odds, the largest first. */
    weights: z.array(z.object({ what: z.string(), weight: z.number() })),
    /** Nine limits that part the predictions of training into tenths, and the share in each: what drift is held against. */
    deciles: z.object({ edges: z.array(rate), shares: z.array(rate) }).nullable(),
    seconds: z.number(),
  })
  .meta({ id: "ModelReport" });

export type ModelReport = z.output<typeof modelReportSchema>;
