import { z } from "zod";
import { leadScoreSchema } from "../leads/score-schemas.ts";
import { WARNING_CODES } from "./warning-codes.ts";

/** What is asked about: a content for a segment, beside the active version. */
export const previewedShape = {
  /** Left out: the open draft's, else the active version's. */
  content: z.unknown().optional(),
  /** Left out: that of the open draft, else of the active version. */
  segment: z.string().min(1).max(64).optional(),
  /** Left out: now. */
  as_of: z.iso.datetime({ offset: true }).optional(),
};
export const previewInputSchema = z.strictObject(previewedShape);

const count = z.number().int();
/** `now`: under the active version, null where there is none; `draft`: under the content. */
const pair = { now: count.nullable(), draft: count };

/** Lead counts beside it are `scale` times what was counted among `size` leads; `exact`: nothing was projected. */
export const sampleSchema = z.object({
  size: count,
  leads: count,
  scale: z.number(),
  exact: z.boolean(),
  /** How many leads a projected count may be off: 99 % of samples stay within. 0 where nothing was projected. */
  margin: count,
});
export type Sample = z.infer<typeof sampleSchema>;

const moverSchema = z.object({
  lead_id: z.number().int(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  before: z.number().int().nullable(),
  after: z.number().int().nullable(),
});
export type Mover = z.infer<typeof moverSchema>;

export const warningSchema = z.object({
  /** As in issues: "rules.3.limit". */
  path: z.string(),
  code: z.enum(WARNING_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

const keys = z.array(z.string());
/** Keys of what actions of groups may name. */
const actionTargetsSchema = z.object({
  teams: keys,
  endpoints: keys,
  programmes: keys,
  pools: keys,
  connections: keys,
});
export type ActionTargets = z.infer<typeof actionTargetsSchema>;

export const previewSchema = z.object({
  sheet: z.string(),
  segment: z.string(),
  as_of: z.iso.datetime(),
  /** Number of the active version that the content is compared with, null where there is none. */
  active_version: z.number().int().nullable(),
  sample: sampleSchema,
  /** Lowest first; groups that only the active version has come last. */
  groups: z.array(z.object({ key: z.string(), name: z.string(), handover: z.boolean(), ...pair })),
  excluded: z.object(pair),
  /** In the other version's segment only. */
  outside: z.object(pair),
  moved: count,
  /** From and to are group keys; null: in no group (excluded, outside the segment, or nothing was active). */
  moves: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), leads: count })),
  /** The first 50 that change group, highest new score first. */
  movers: z.array(moverSchema),
  histogram: z.array(z.object({ from: z.number(), to: z.number(), ...pair })),
  /** Leads that would have entered the hand-over group, scored as of each week's end on what was known then. */
  handovers: z.object({
    weeks: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime(), ...pair })),
    per_week: z.object({ now: z.number().nullable(), draft: z.number() }),
  }),
  /**
   * In sheet order: leads of the segment for whom the rule counts (an event, a case or silence), how many of those became
   * opportunities, and for how many the rule changes what its category gives.
   */
  rules: z.array(z.object({ rule: z.string(), leads: count, opportunities: count, felt: count })),
  action_targets: actionTargetsSchema,
  /** What the content says or would do that is worth a word; nothing here stops it. */
  warnings: z.array(warningSchema),
});
export type Preview = z.infer<typeof previewSchema>;

export const moversInputSchema = z.strictObject({
  ...previewedShape,
  group: z.string().min(1).max(64),
  direction: z.enum(["enter", "leave"]),
});
export const MOVERS_MOST = 200;
export const moversSchema = z.object({
  group: z.string(),
  direction: z.enum(["enter", "leave"]),
  sample: sampleSchema,
  /** How many there are, projected like every count. */
  leads: count,
  /** Those found among the leads scored, highest new score first, 200 at most. */
  movers: z.array(moverSchema),
});

export const testLeadInputSchema = z.strictObject({
  ...previewedShape,
  /** Its id, `email:x@y.z` or `user:EXTERNAL_ID`. */
  lead: z.string().min(1).max(300),
});
const testedRuleSchema = z.object({
  rule: z.string(),
  name: z.string(),
  category: z.string(),
  kind: z.enum(["behaviour", "fit", "inactivity", "model"]),
  /** Events in the window that match, whatever the limit; null where the rule counts none. */
  events: count.nullable(),
  /** Points of all of them, of those that the limit keeps, and what is left of these after fading. */
  raw: z.number(),
  limited: z.number(),
  faded: z.number(),
  /** What the rule of that key gives under the active version; null where it has none, or none is active. */
  active: z.number().nullable(),
});
export const testedLeadSchema = z.object({
  lead_id: z.number().int(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  draft: leadScoreSchema,
  active: leadScoreSchema.nullable(),
  /** Every rule of the content, in its order. */
  rules: z.array(testedRuleSchema),
});
export type TestedLead = z.infer<typeof testedLeadSchema>;
