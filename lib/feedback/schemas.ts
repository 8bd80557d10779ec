import { z } from "zod";
import {
  bandSchema,
  groupSchema,
  liftShape,
  rateShape,
  reachedSchema,
  reasonSchema,
  ruleSchema,
  share,
  survivalSchema,
} from "./figure-schemas.ts";

const iso = z.iso.datetime();
const count = z.number().int();
export const MIN_MATURED = 30;
export const DEFAULT_HORIZON_DAYS = 90;
export const VERDICTS = ["too_few", "no_baseline", "works", "unclear", "fails"] as const;
export type Verdict = (typeof VERDICTS)[number];
export const SCOPES = ["all", "trial"] as const;
export type Scope = (typeof SCOPES)[number];
export const SPEED_BUCKETS = ["5m", "1h", "1d", "3d", "later", "never"] as const;
export type SpeedBucket = (typeof SPEED_BUCKETS)[number];

export const feedbackInputSchema = z.object({
  /** May be left out for `imported`. */
  sheet: z.string().max(64).optional(),
  version: z
    .string()
    .regex(/^(active|imported|[1-9]\d{0,8})$/, "A number, `active` or `imported`")
    .default("active"),
  /** Only hand-overs, and leads to compare with, that are in this segment today. */
  segment: z.string().max(64).optional(),
  horizon_days: z.coerce.number().int().min(1).max(730).default(DEFAULT_HORIZON_DAYS),
  /**
   * `all`: every hand-over made under the version; `trial`: those made in its trial, frozen for ever once all of them have
   * matured. Left out: `all`, which is the frozen one where no hand-over was made after the trial.
   */
  scope: z.enum(SCOPES).default("all"),
});
export type FeedbackAsked = z.output<typeof feedbackInputSchema>;
/** What is left out is as the schema has it. */
export type FeedbackInput = Partial<FeedbackAsked>;

export const TABLES = [
  "summary",
  "maturity",
  "survival",
  "bands",
  "groups",
  "rules",
  "rejected",
  "rejected_by_rule",
  "sources",
  "never_hot",
  "speed",
  "thresholds",
] as const;
export type FeedbackTable = (typeof TABLES)[number];
export const exportFeedbackSchema = feedbackInputSchema.extend({ table: z.enum(TABLES) });

/** What of the version before is compared with. `content`: what it scored by, for saying what changed between the two. */
export const previousSchema = z.object({
  version: count,
  handed_over: count,
  matured: count,
  reached: reachedSchema,
  conversion: z.object(rateShape),
  baseline: z.object({ leads: count, converted: count, ...rateShape }),
  lift: z.number().nullable(),
  verdict: z.enum(VERDICTS),
  /** This version's rate over that of the one before. */
  ratio: z.object(liftShape),
  /** Sheet contents of the version before and of this one. */
  contents: z.object({ before: z.unknown(), after: z.unknown() }),
});
export type Previous = z.infer<typeof previousSchema>;

export const addendumSchema = z.object({
  as_of: iso,
  /** Hand-overs whose outcome, dated within the horizon, was recorded only after the report was frozen. */
  within: reachedSchema,
  /** Hand-overs whose outcome is dated after the horizon and was recorded after the report was frozen. */
  later: reachedSchema,
  /** What the rate would be with those of `within`; the frozen report keeps its own. */
  conversion: z.object(rateShape),
  /** Hand-overs of the report whose leads were erased since. */
  erased: count,
});
export type Addendum = z.infer<typeof addendumSchema>;

export const reportBodySchema = z.object({
  /** The instant that every figure is true of. */
  as_of: iso,
  sheet: z.string().nullable(),
  sheet_name: z.string().nullable(),
  /** A number, or `imported`: made before or outside Hotsheet. */
  version: z.union([count, z.literal("imported")]),
  state: z.enum(["draft", "in_review", "active", "retired"]).nullable(),
  segment: z.string().nullable(),
  segment_name: z.string().nullable(),
  horizon_days: count,
  scope: z.enum(SCOPES),
  /** When the hand-overs of the report were made at the earliest and at the latest. */
  period: z.object({ from: iso.nullable(), to: iso.nullable() }),
  trial: z
    .object({
      days: count,
      started_at: iso,
      ends_at: iso,
      /** When all hand-overs of the trial have matured: then its report is frozen. */
      closes_at: iso,
      /** Hand-overs made after the trial. */
      after: count,
    })
    .nullable(),
  handed_over: count,
  /** Leads that were handed over; fewer than hand-overs where some were handed over again. */
  leads: count,
  /** Hand-overs of a lead that had been handed over under the version before; each counts by itself. */
  repeated: count,
  /** Hand-overs of a record that was joined with one handed over before: that person counts once. Not in `handed_over`. */
  joined: count,
  /** Hand-overs of people who were erased since. Not in `handed_over`. */
  erased: count,
  matured: count,
  open: count,
  /** Of those that have matured, within the horizon. */
  reached: reachedSchema,
  /** Of those that have matured, after the horizon. */
  later: reachedSchema,
  /** Of those that are open, so far; in no rate. */
  open_reached: reachedSchema,
  /** Hand-overs of leads that were an opportunity before, and not again since. */
  before_handover: count,
  /** Opportunity over matured. */
  conversion: z.object(rateShape),
  /** Days from hand-over to opportunity among those that converted within the horizon. */
  days_to_opportunity: z.object({ median: z.number().nullable(), p90: z.number().nullable() }),
  survival: survivalSchema,
  /** By the week of the hand-over, in the workspace's time zone; weeks without any are there too. */
  maturity: z.array(
    z.object({ week: z.iso.date(), handed_over: count, matured: count, open: count, converted: count }),
  ),
  /** When 30 hand-overs have matured. `certain`: so many were made; else no earlier than that. Null once it has come. */
  first_read: z.object({ at: iso, certain: z.boolean() }).nullable(),
  bands: z.array(bandSchema),
  /** Hand-overs without a score: in no band. */
  unscored: count,
  groups: z.array(groupSchema),
  /**
   * Leads of the segment that were not handed over, from the later of the period's beginning and when they became known.
   * `leads` have matured; `open` have not. Where not `exact`, an even sample of the workspace's leads.
   */
  baseline: z.object({
    leads: count,
    converted: count,
    ...rateShape,
    open: count,
    exact: z.boolean(),
    survival: survivalSchema,
  }),
  lift: z.number().nullable(),
  lift_low: z.number().nullable(),
  lift_high: z.number().nullable(),
  rules: z.array(ruleSchema),
  /** Hand-overs whose points by rule are known; the others are in no figure of `rules`. */
  rules_known: count,
  rejected: z.array(reasonSchema),
  rejected_by_rule: z.array(
    z.object({
      rule: z.string(),
      name: z.string(),
      decided: count,
      rejected: count,
      ...rateShape,
      reasons: z.array(reasonSchema),
    }),
  ),
  /** By the lead's first source; null: none is known. The most frequent ones, then the rest together as `other`. */
  sources: z.array(
    z.object({
      source: z.string().nullable(),
      other: z.boolean(),
      handed_over: count,
      matured: count,
      converted: count,
      ...rateShape,
      decided: count,
      rejected: count,
      reasons: z.array(reasonSchema),
    }),
  ),
  /** Leads of the segment that became customers in the period, and those among them that were not handed over before. */
  never_hot: z.object({
    won: count,
    n: count,
    exact: z.boolean(),
    /** How many of them are described below: the newest ones. */
    described: count,
    /** What most of them did before they won, and the rules of this version that gave them points by then. */
    events: z.array(z.object({ event: z.string(), leads: count })),
    rules: z.array(z.object({ rule: z.string(), name: z.string(), leads: count })),
    sources: z.array(z.object({ source: z.string().nullable(), leads: count })),
  }),
  /** Time from hand-over to the first answer of sales, against conversion. Empty for hand-overs made outside Hotsheet. */
  speed: z.array(z.object({ bucket: z.enum(SPEED_BUCKETS), matured: count, converted: count, ...rateShape })),
  /**
   * For each lower end of a band: matured hand-overs at or above, the share of them that converted, and the share of all
   * opportunities, those of leads not handed over included, that they hold.
   */
  thresholds: z.array(
    z.object({ from: z.number(), handed_over: count, converted: count, precision: share, recall: share }),
  ),
  previous: previousSchema.nullable(),
  verdict: z.enum(VERDICTS),
});
export type ReportBody = z.infer<typeof reportBodySchema>;

export const feedbackReportSchema = reportBodySchema.extend({
  /** When the report was frozen; null: it follows what happens. */
  frozen_at: iso.nullable(),
  /** What was recorded since it was frozen; null for a report that is not. */
  addendum: addendumSchema.nullable(),
  /** The report of the version's trial is frozen: ask for scope `trial`. */
  trial_frozen_at: iso.nullable(),
  /** A newer one is being made: hand-overs are too many to count while you wait. */
  refreshing: z.boolean(),
});
export type FeedbackReport = z.infer<typeof feedbackReportSchema>;

/** What there are reports of, newest first: for choosing one. */
export const feedbackChoicesSchema = z.object({
  versions: z.array(
    z.object({
      sheet: z.string(),
      sheet_name: z.string(),
      version: count,
      state: z.enum(["active", "retired"]),
      segment: z.string(),
      activated_at: iso,
      retired_at: iso.nullable(),
      trial_days: count,
      handed_over: count,
      frozen_at: iso.nullable(),
    }),
  ),
  /** Hand-overs made before or outside Hotsheet. */
  imported: count,
  segments: z.array(z.object({ key: z.string(), name: z.string() })),
});
export type FeedbackChoices = z.infer<typeof feedbackChoicesSchema>;
