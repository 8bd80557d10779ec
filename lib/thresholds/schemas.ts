import { z } from "zod";
import { previewedShape } from "../sheets/preview-schemas.ts";

const count = z.number().int();
/** With a 95 % interval. */
const estimate = z.object({ rate: z.number(), low: z.number(), high: z.number() });

export const goalSchema = z.union([
  z.strictObject({
    capacity: z.number().min(0).max(1_000_000).describe("Hand-overs a week that sales can take."),
  }),
  z.strictObject({
    value: z.number().min(0).max(1_000_000_000).describe("What an opportunity is worth."),
    cost: z.number().min(0).max(1_000_000_000).describe("What working one hand-over costs."),
  }),
]);
export type Goal = z.infer<typeof goalSchema>;

export const thresholdsInputSchema = z.strictObject({
  ...previewedShape,
  /** Number of the version whose content is asked about, where none is given; left out: the open draft, else the active one. */
  version: z.int().positive().optional(),
  /** Days from a lead's beginning within which it can be handed over. */
  watch_days: z.int().min(1).max(180).default(30),
  /** Days after a hand-over within which an opportunity counts. */
  horizon_days: z.int().min(7).max(180).default(90),
  /** Leads that began at most so many days ago are looked at. */
  days: z.int().min(30).max(1100).default(550),
  goal: goalSchema.optional(),
});

export const cutSchema = z.object({
  /** A lead is handed over once its total is at least this. */
  from: z.number(),
  handed_over: count,
  /** Of those, the ones that became opportunities within the horizon. */
  opportunities: count,
  /** Opportunities among hand-overs; Wilson 95 %. */
  precision: estimate.nullable(),
  /** Of all opportunities of the cohort, the share that this cut hands over in time; Wilson 95 %. */
  recall: estimate.nullable(),
  /** Of all leads of the cohort, the share that it hands over. */
  share: z.number().nullable(),
  /** Hand-overs a week as leads come now; Poisson 95 %. */
  per_week: estimate.nullable(),
  /** Hand-overs a week times precision. */
  opportunities_per_week: estimate.nullable(),
});
export type Cut = z.infer<typeof cutSchema>;

export const thresholdsSchema = z.object({
  sheet: z.string(),
  segment: z.string(),
  as_of: z.iso.datetime(),
  watch_days: count,
  horizon_days: count,
  /** The group that hands over, and its minimums; null: pilot mode, nothing is handed over. */
  handover: z
    .object({
      key: z.string(),
      name: z.string(),
      total: z.number().nullable(),
      /** Minimums in dimensions; they hold under every cut. */
      dimensions: z.record(z.string(), z.number()),
    })
    .nullable(),
  /** Leads of the workspace that were followed; where not `exact`, an even sample. Rates a week are of all leads. */
  sample: z.object({ size: count, leads: count, exact: z.boolean() }),
  leads: z.object({
    /** Watch and horizon have passed: what precision and recall are of. */
    matured: count,
    /** Of the matured, those that became opportunities within watch and horizon. */
    opportunities: count,
    /** Watch or horizon have not passed; they count in no precision and recall. */
    open: count,
    /** Left out: opportunities from before anything was known of them. */
    before: count,
    /** What hand-overs a week are of, and the weeks these began in. */
    recent: count,
    recent_weeks: z.number(),
  }),
  cuts: z.array(cutSchema),
  /** Matured leads by the highest score that they had while watched and not yet opportunities. */
  peaks: z.array(z.object({ from: z.number(), to: z.number(), leads: count, opportunities: count })),
  ready: z.object({
    enough: z.boolean(),
    needs: z.object({ leads: count, opportunities: count }),
    /** When there would be enough from today's leads alone; null where there is, or never would be. */
    earliest: z.iso.datetime().nullable(),
  }),
  /** The cut that the goal asks for; null without one, or where no cut meets it. */
  chosen: z.number().nullable(),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;
