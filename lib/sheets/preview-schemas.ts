import { z } from "zod";

export const previewInputSchema = z.strictObject({
  /** Left out: the open draft's, else the active version's. */
  content: z.unknown().optional(),
  /** Left out: that of the open draft, else of the active version. */
  segment: z.string().min(1).max(64).optional(),
  /** Left out: now. */
  as_of: z.iso.datetime({ offset: true }).optional(),
});

const count = z.number().int();
/** `now`: under the active version, null where there is none; `draft`: under the content. */
const pair = { now: count.nullable(), draft: count };

const moverSchema = z.object({
  lead_id: z.number().int(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  before: z.number().int().nullable(),
  after: z.number().int().nullable(),
});

export const previewSchema = z.object({
  sheet: z.string(),
  segment: z.string(),
  as_of: z.iso.datetime(),
  /** Number of the active version that the content is compared with, null where there is none. */
  active_version: z.number().int().nullable(),
  /** Counts below are `scale` times what was counted among `size` leads; `exact`: nothing was projected. */
  sample: z.object({ size: count, leads: count, scale: z.number(), exact: z.boolean() }),
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
});
export type Preview = z.infer<typeof previewSchema>;
