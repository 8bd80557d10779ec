import { z } from "zod";
import { ruleSchema } from "../scoring/schema.ts";
import { suggestSchema } from "../sheets/suggestion-schemas.ts";
import { BASES, VERDICTS } from "./bases.ts";

const count = z.number().int();
const tally = z.object({ n: count, converted: count });
/** With a 95 % interval. */
const estimate = z.object({ rate: z.number(), low: z.number(), high: z.number() });

export const findingsInputSchema = z.strictObject({
  /** Number of the version whose rules are asked about; left out: the open draft, else the active one. */
  version: z.int().positive().optional(),
  /** Left out: now. */
  as_of: z.iso.datetime({ offset: true }).optional(),
  /** When each lead is looked at: at its first hand-over, at a fixed age, or at whichever comes first. */
  basis: z.enum(BASES).default("either"),
  age_days: z.int().min(1).max(365).default(30),
  /** Days after that instant within which an opportunity counts. */
  horizon_days: z.int().min(7).max(180).default(90),
  /** Leads that are looked at at an instant at most so many days ago. */
  days: z.int().min(30).max(1100).default(550),
});

const qualitySchema = z.object({
  /** How often an opportunity scores above another lead; DeLong 95 %. */
  auc: estimate.nullable(),
  /** Opportunities among the tenth with the highest scores; Wilson 95 %. */
  top_tenth: estimate.nullable(),
  top_tenth_n: count,
  /** Mean squared difference of chance and outcome. */
  brier: z.number().nullable(),
  calibration: z.array(
    z.object({ n: count, predicted: z.number(), rate: z.number(), low: z.number(), high: z.number() }),
  ),
});
export type Quality = z.infer<typeof qualitySchema>;

const validationSchema = z.object({
  /** The older leads, from which points were learnt, and the newer, on which they were tried. */
  trained: tally,
  tested: tally,
  split_at: z.iso.datetime(),
  today: qualitySchema,
  suggested: qualitySchema,
});
export type Validation = z.infer<typeof validationSchema>;

const whatSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("event"), event: z.string() }),
  z.object({ kind: z.literal("page"), event: z.string(), path: z.string() }),
  z.object({ kind: z.literal("attribute"), field: z.string(), value: z.string() }),
]);
export type CandidateWhat = z.infer<typeof whatSchema>;

const pointsShape = {
  points: count,
  low: count,
  high: count,
};

const candidateSchema = z.object({
  what: whatSchema,
  /** Whole points beside the sheet's other rules, with a 95 % interval. */
  ...pointsShape,
  with: tally,
  without: tally,
});
export type Candidate = z.infer<typeof candidateSchema>;

const findingSchema = z.object({
  rule: z.string(),
  name: z.string(),
  verdict: z.enum(VERDICTS),
  /** The most that one event or one case gives today, with its sign. */
  today: z.number(),
  points: count.nullable(),
  low: count.nullable(),
  high: count.nullable(),
  with: tally,
  without: tally,
  /** The rule with what is suggested; null where it stays as it is. */
  change: z.object({ was: z.string(), value: ruleSchema }).nullable(),
});
export type Finding = z.infer<typeof findingSchema>;

export const findingsSchema = z.object({
  sheet: z.string(),
  version: count,
  segment: z.string(),
  as_of: z.iso.datetime(),
  basis: z.enum(BASES),
  age_days: count,
  horizon_days: count,
  sample: z.object({ size: count, leads: count, exact: z.boolean() }),
  leads: z.object({
    /** Looked at, and their horizon has passed; of them those that became opportunities, and that were handed over. */
    matured: count,
    converted: count,
    handed_over: count,
    /** The horizon has not passed. */
    open: count,
    /** Left out: opportunities by the instant they are looked at; outside the segment then. */
    before: count,
    outside: count,
  }),
  /** Whether there are enough of both outcomes to conclude anything; without, all that follows is empty. */
  enough: z.boolean(),
  needs: z.object({ converted: count, others: count, rule: count }),
  /** In sheet order. */
  rules: z.array(findingSchema),
  candidates: z.array(candidateSchema.extend({ rule: ruleSchema })),
  /** How many attributes, events and pages were tried as candidates. */
  tried: count,
  /** Null where the older or the newer leads are too few to tell. */
  validation: validationSchema.nullable(),
});
export type Findings = z.infer<typeof findingsSchema>;

const MOST_SUGGESTIONS = 100;

export const startDraftSchema = z.strictObject({
  suggestions: z
    .array(suggestSchema)
    .min(1)
    .max(MOST_SUGGESTIONS)
    .refine(
      (list) => new Set(list.map(({ id }) => id)).size === list.length,
      "Each suggestion has its own id",
    ),
});

export const startedDraftSchema = z.object({
  key: z.string(),
  /** The open version: the one that was there, or a new one with the content of the newest. */
  version: count,
  opened: z.boolean(),
  /** Ids (the client's) of the suggestions that are there now. */
  made: z.array(z.string()),
  /** … and of those that were not made: the draft says so already, its item has changed since, or it waits there already. */
  skipped: z.array(z.object({ id: z.string(), why: z.enum(["unchanged", "changed", "suggested"]) })),
});
export type StartedDraft = z.infer<typeof startedDraftSchema>;
