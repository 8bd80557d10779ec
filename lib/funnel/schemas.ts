import { z } from "zod";
import { iso, keySchema, stageSchema } from "../leads/schemas.ts";
import { isDay } from "./days.ts";
import { ASIDE, DIMENSIONS, HORIZONS, isHorizon, LINE } from "./line.ts";

export const BYS = [...DIMENSIONS, "segment"] as const;
export type By = (typeof BYS)[number];
/** A range of days is not longer than this. */
export const MOST_DAYS = 1_100;

const daySchema = z.string().refine(isDay, "Not a day such as 2026-03-01");
const horizonSchema = z.coerce
  .number()
  .refine(isHorizon, `One of ${HORIZONS.join(", ")}`)
  .default(90);

/** A value of a dimension as the API names it: `is:` and the value, `none`, or `other` for all beyond those kept apart. */
export const valueKeySchema = z
  .string()
  .max(200)
  .regex(/^(none|other|is:[\s\S]+)$/, "`none`, `other` or `is:` and a value");

const selection = {
  segment: keySchema.optional().meta({ description: "A segment's key, or `none`; left out: everybody" }),
  from: daySchema.optional().meta({ description: "First day; left out: a year up to `to`" }),
  to: daySchema.optional().meta({ description: "Last day; left out: today" }),
  basis: z.enum(["cohort", "period"]).default("cohort").meta({
    description:
      "`cohort`: leads that came in the range, wherever they got to since; `period`: what happened in it",
  }),
  horizon_days: horizonSchema.meta({
    description:
      "Days from its entry that a lead is given; leads that have had fewer are counted apart, as open",
  }),
  by: z.enum(BYS).default("source").meta({ description: "What the rows are, and what `value` is of" }),
  value: valueKeySchema.optional().meta({ description: "Only leads with this value of `by`" }),
};
const rangeRule = {
  path: ["to"],
  message: `Not before \`from\`, and at most ${MOST_DAYS} days after it`,
};
export const funnelQuery = z.object(selection);
export type FunnelQuery = z.output<typeof funnelQuery>;
export const RANGE_ISSUE = { path: "to", message: rangeRule.message, code: "range" };

const countSchema = z.number().int();
/** `n`: of how many. Of a period's ratios, which compare different leads, there is no interval. */
export const rateSchema = z
  .object({ n: countSchema, rate: z.number(), low: z.number().nullable(), high: z.number().nullable() })
  .nullable();
export type Rate = z.infer<typeof rateSchema>;

const moneySchema = z.object({ currency: z.string(), amount: z.number(), n: countSchema });
export type Money = z.infer<typeof moneySchema>;

const stageFiguresSchema = z.object({
  stage: z.enum(LINE),
  /** All that reached it: matured + later + open. */
  n: countSchema,
  /** Of leads that have had their horizon: reached it within the horizon. */
  matured: countSchema,
  /** … after it. */
  later: countSchema,
  /** Reached it among leads that have not had their horizon yet. */
  open: countSchema,
  /** Of `n`, reached it without anybody recording it: a later stage was. */
  passed: countSchema,
  /** `matured` of the mature leads that came. */
  of_start: rateSchema,
  /** … of those that were at the stage before within the horizon. */
  of_previous: rateSchema,
  /** Days from the stage before, of mature leads for which both are recorded. */
  days: z.object({ n: countSchema, median: z.number().nullable(), p90: z.number().nullable() }),
  values: z.array(moneySchema),
});
export type StageFigures = z.infer<typeof stageFiguresSchema>;

export const figuresSchema = z.object({
  entered: countSchema,
  mature: countSchema,
  open: countSchema,
  stages: z.array(stageFiguresSchema),
  aside: z.array(z.object({ stage: z.enum(ASIDE), n: countSchema, mature: countSchema, open: countSchema })),
  /** Leads whose stages were recorded in another order than the line's. */
  disordered: countSchema,
});
export type Figures = z.infer<typeof figuresSchema>;

const rangeSchema = z.object({ from: z.string(), to: z.string() });
export const trendWeekSchema = rangeSchema.extend({
  /** Its Monday; `from` and `to` are the days of it that lie in the range. */
  week: z.string(),
  /** All of its leads have had their horizon. */
  mature: z.boolean(),
  partial: z.boolean(),
  entered: countSchema,
  /** Reached each stage of the line so far, and within the horizon. */
  reached: z.array(countSchema),
  in_time: z.array(countSchema),
});
export type TrendWeek = z.infer<typeof trendWeekSchema>;

const ageSchema = z.object({ from_days: countSchema, to_days: countSchema.nullable(), n: countSchema });
export const waitingSchema = z.object({ stage: z.enum(LINE), n: countSchema, ages: z.array(ageSchema) });
export type Waiting = z.infer<typeof waitingSchema>;

const rowSchema = z.object({
  key: z.string().meta({ description: "What `value` takes; of segments their key, or `none`" }),
  name: z.string().nullable(),
  figures: figuresSchema,
});
export type FunnelRow = z.infer<typeof rowSchema>;

export const funnelSchema = rangeSchema.extend({
  as_of: iso,
  /** False while leads that changed before wait to be counted; `as_of` is then the oldest of those changes. */
  up_to_date: z.boolean(),
  time_zone: z.string(),
  segment: z.string().nullable(),
  basis: z.enum(["cohort", "period"]),
  horizon_days: countSchema,
  /** Leads that came up to this day have had their horizon. */
  mature_until: z.string(),
  by: z.enum(BYS),
  value: z.string().nullable(),
  figures: figuresSchema,
  /** The same for as many days right before. */
  previous: rangeSchema.extend({ figures: figuresSchema }),
  rows: z.array(rowSchema),
  /** Values that are not among `rows`. */
  more_rows: countSchema,
  trend: z.array(trendWeekSchema),
  waiting: z.array(waitingSchema),
});
export type Funnel = z.infer<typeof funnelSchema>;

/** Which leads of a number: all that reached a stage, or the part of them that the field of that name counts. */
export const PARTS = ["all", "matured", "later", "open", "passed", "timed", "disordered", "waiting"] as const;
export type Part = (typeof PARTS)[number];

const numberShape = {
  ...selection,
  stage: stageSchema
    .default("lead")
    .meta({ description: "Reached; of `recycled`, `disqualified` and `waiting`: is at" }),
  part: z.enum(PARTS).default("all"),
  age_from: z.coerce.number().int().min(0).max(100_000).optional().meta({
    description: "With `waiting`: whole days since it came to the stage, from …",
  }),
  age_to: z.coerce.number().int().min(0).max(100_000).optional().meta({ description: "… to" }),
};
export const exportFunnelLeadsQuery = z.object(numberShape);
export type FunnelNumber = z.output<typeof exportFunnelLeadsQuery>;
export const listFunnelLeadsQuery = z.object({
  ...numberShape,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
});
export type ListFunnelLeads = z.output<typeof listFunnelLeadsQuery>;

export const funnelLeadSchema = z.object({
  id: countSchema,
  name: z.string().nullable(),
  email: z.string().nullable(),
  entered_at: iso,
  /** When it first reached the stage that was asked for. */
  at: iso,
  stage: stageSchema,
  since: iso,
  source: z.string().nullable(),
  owner: z.object({ id: countSchema, name: z.string() }).nullable(),
});
export type FunnelLead = z.infer<typeof funnelLeadSchema>;
export const funnelLeadsSchema = z.object({
  items: z.array(funnelLeadSchema),
  next_cursor: z.string().nullable(),
});
export type FunnelLeads = z.infer<typeof funnelLeadsSchema>;
