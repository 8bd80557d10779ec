import { z } from "zod";
import { previewedShape } from "./preview-schemas.ts";

export const backtestInputSchema = z.strictObject({
  ...previewedShape,
  /** Instants in the past, a week apart, the newest a week before as_of. */
  weeks: z.int().min(1).max(52).default(26),
  /** Days after each instant within which an opportunity counts. */
  horizon_days: z.int().min(7).max(180).default(90),
});

const count = z.number().int();
const share = z.number().min(0).max(1).nullable();
const cohortSchema = z.object({ leads: count, opportunities: count });
/** `rate` with its 95 % Wilson interval; null where the group had nobody. */
const rateSchema = cohortSchema.extend({ rate: share, low: share, high: share });

export const backtestSchema = z.object({
  sheet: z.string(),
  segment: z.string(),
  as_of: z.iso.datetime(),
  /** Number of the active version that the content is compared with, null where there is none. */
  active_version: z.number().int().nullable(),
  horizon_days: count,
  /** Leads of the workspace that were scored; where not `exact`, an even sample. No count below is projected. */
  sample: z.object({ size: count, leads: count, exact: z.boolean() }),
  /**
   * By group, lowest first, over all weeks whose horizon has passed. A lead counts once in a group: in the first of these
   * weeks in which it was in it. `now`: under the active version.
   */
  groups: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      handover: z.boolean(),
      now: rateSchema.nullable(),
      draft: rateSchema,
    }),
  ),
  /** Oldest first. `young`: the horizon has not passed, so that these count nowhere else. */
  weeks: z.array(
    z.object({
      at: z.iso.datetime(),
      until: z.iso.datetime(),
      young: z.boolean(),
      groups: z.array(z.object({ key: z.string(), now: cohortSchema.nullable(), draft: cohortSchema })),
    }),
  ),
});
export type Backtest = z.infer<typeof backtestSchema>;
