import { z } from "zod";
import { iso } from "../leads/schemas.ts";

export const MAX_MONTHS = 60;
export const MAX_SOURCE_LENGTH = 120;
export const MAX_AMOUNT = 1e12;
/** Sources of a report that are kept apart, the costliest and then the largest first; the rest is one row. */
export const MOST_SOURCES = 50;
/** Days within which something must have come of a lead to count. */
export const HORIZONS = [30, 60, 90, 180, 365] as const;

const count = z.number().int();
const amount = z.number();
export const monthSchema = z
  .string()
  .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, "Expected a month such as 2026-03")
  .meta({ description: "A month of the calendar, such as 2026-03" });

export const sourceSchema = z
  .string()
  .trim()
  .min(1, "Name the source")
  .max(MAX_SOURCE_LENGTH, `A source has at most ${MAX_SOURCE_LENGTH} characters`)
  .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), "A source is plain text");

export const returnQuery = z.object({
  from: monthSchema.optional().describe("First month; left out: eleven months before `to`"),
  to: monthSchema.optional().describe("Last month; left out: this one"),
  horizon_days: z.coerce
    .number()
    .int()
    .min(1)
    .max(730)
    .default(90)
    .describe("Days within which something must have come of a lead to count"),
});
export type ReturnQuery = z.infer<typeof returnQuery>;

/** Cost over count; `low` and `high` from the Wilson 95 % interval of the rate. `value`, `high` null: it came to nobody. */
const costPerSchema = z
  .object({ value: amount.nullable(), low: amount, high: amount.nullable() })
  .nullable()
  .meta({ description: "Null where no cost is known, or no lead came" });
export type CostPer = z.infer<typeof costPerSchema>;

const rateSchema = z.object({ n: count, reached: count, rate: amount, low: amount, high: amount }).nullable();

export const figuresSchema = z.object({
  /** Null: nobody said; that is not 0. */
  cost: amount.nullable(),
  leads: count,
  mql: count,
  opportunity: count,
  customer: count,
  /** Share of leads that became customers, Wilson 95 %; null without leads. */
  customer_rate: rateSchema,
  /** Exact, so without an interval: every lead is counted. */
  cost_per_lead: amount.nullable(),
  cost_per_mql: costPerSchema,
  cost_per_opportunity: costPerSchema,
  cost_per_customer: costPerSchema,
  /** Of customers whose deal has a value in the workspace's currency; `valued` says of how many. */
  revenue: amount,
  valued: count,
  /** (revenue − cost) ÷ cost; null without a cost. */
  return: amount.nullable(),
});
export type Figures = z.infer<typeof figuresSchema>;

export const returnReportSchema = z.object({
  as_of: iso,
  /** Everything that happened until `as_of` is counted, and nothing waits to be. */
  up_to_date: z.boolean(),
  time_zone: z.string(),
  currency: z.string(),
  horizon_days: count,
  from: monthSchema,
  to: monthSchema,
  /** When the first month that is too young will be old enough; null: all are. */
  next_matures_at: iso.nullable(),
  /** Months old enough that every lead in them has had the horizon; the figures of `total` and `sources`. */
  matured_months: count,
  total: figuresSchema,
  /** `source` null: none was told. `other`: those beyond MOST_SOURCES in one row. */
  sources: z.array(figuresSchema.extend({ source: z.string().nullable(), other: z.boolean() })),
  /** Each month by itself; a young one holds what came of its leads so far. */
  months: z.array(figuresSchema.extend({ month: monthSchema, young: z.boolean(), matures_at: iso })),
  /** Deals in other currencies, which are in no sum. */
  foreign: z.array(z.object({ currency: z.string(), customers: count, revenue: amount })),
});
export type ReturnReport = z.infer<typeof returnReportSchema>;
export type SourceFigures = ReturnReport["sources"][number];
export type MonthFigures = ReturnReport["months"][number];

export const costSchema = z.object({
  id: z.number().int(),
  source: z.string(),
  month: monthSchema,
  amount,
  updated_at: iso,
  updated_by: z.string().nullable(),
});
export type Cost = z.infer<typeof costSchema>;

export const costsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d_\d{1,15}$/, "This cursor is not one of ours")
    .optional(),
});
export const costListSchema = z.object({
  currency: z.string(),
  items: z.array(costSchema),
  next_cursor: z.string().nullable(),
});
export type CostList = z.infer<typeof costListSchema>;

export const putCostBody = z.strictObject({
  source: sourceSchema,
  month: monthSchema,
  amount: z.number().min(0, "A cost is not negative").max(MAX_AMOUNT),
});
export type PutCost = z.infer<typeof putCostBody>;
export const costParams = z.object({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

export const COST_REFUSALS = [
  "missing_source",
  "source_too_long",
  "not_a_month",
  "ambiguous_date",
  "not_a_number",
  "negative",
  "too_many_cells",
] as const;
export type CostRefusal = (typeof COST_REFUSALS)[number];

export const costImportQuery = z.object({
  dry_run: z
    .enum(["true", "false"])
    .default("false")
    .describe("`true` says what would happen and writes nothing"),
});
export const costImportSchema = z.object({
  rows: count,
  /** Sources and months of the file; rows of the same source and month are added up. */
  costs: count,
  created: count,
  updated: count,
  unchanged: count,
  total: amount,
  currency: z.string(),
  /** The first of them, as they would be or were written. */
  sample: z.array(z.object({ source: z.string(), month: monthSchema, amount })),
  refused: count,
  /** The first of those. */
  refusals: z.array(z.object({ line: z.number().int(), code: z.enum(COST_REFUSALS), cell: z.string() })),
});
export type CostImport = z.infer<typeof costImportSchema>;
