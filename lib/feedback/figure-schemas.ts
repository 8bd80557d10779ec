import { z } from "zod";
import { STAGES_REACHED } from "./outcomes.ts";

const count = z.number().int();
export const share = z.number().min(0).max(1).nullable();
/** A share with its Wilson 95 % interval; all null where there is nobody to rate. */
export const rateShape = { rate: share, low: share, high: share };
/** A ratio of two rates with its 95 % interval (Katz); all null where either side has too few. */
export const liftShape = {
  lift: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
};

/** Stages reached at or after the hand-over, that stage or a later one of the main line. */
export const reachedSchema = z.object(
  Object.fromEntries(STAGES_REACHED.map((stage) => [stage, count])) as Record<
    (typeof STAGES_REACHED)[number],
    typeof count
  >,
);
export type Reached = z.infer<typeof reachedSchema>;

/**
 * 1 − Kaplan-Meier at whole days from the beginning: `converted` is the share that is an opportunity by the end of that
 * day, with Greenwood's 95 % interval (log-log); `at_risk` leads still without at that instant, `censored` left since the
 * day before because the present had come.
 */
export const survivalSchema = z.array(
  z.object({
    day: count,
    converted: z.number().min(0).max(1),
    low: share,
    high: share,
    at_risk: count,
    censored: count,
  }),
);
export type Survival = z.infer<typeof survivalSchema>;

export const bandSchema = z.object({
  from: z.number(),
  /** Not included, but for the last band. */
  to: z.number(),
  matured: count,
  converted: count,
  ...rateShape,
  /** A lower rate than a lower band's: `maybe` where their intervals overlap, else `clear`. */
  breaks: z.enum(["no", "maybe", "clear"]),
});
export type Band = z.infer<typeof bandSchema>;

export const groupSchema = z.object({
  /** Null: the hand-overs of no group, as those made outside Hotsheet are. */
  group: z.string().nullable(),
  name: z.string().nullable(),
  /** `handover`: from the hand-over on; `entry`: other groups, from a lead's first entry under this version on. */
  basis: z.enum(["handover", "entry"]),
  leads: count,
  matured: count,
  converted: count,
  ...rateShape,
  survival: survivalSchema,
});
export type GroupFigures = z.infer<typeof groupSchema>;

export const ruleSchema = z.object({
  rule: z.string(),
  name: z.string(),
  with: z.object({ n: count, converted: count, ...rateShape }),
  without: z.object({ n: count, converted: count, ...rateShape }),
  ...liftShape,
  /** Fewer than 30 on either side: no lift is given. */
  too_few: z.boolean(),
});
export type RuleFigures = z.infer<typeof ruleSchema>;

export const reasonSchema = z.object({ reason: z.string().nullable(), n: count });
export type RejectionReason = z.infer<typeof reasonSchema>;
