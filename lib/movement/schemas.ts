import { z } from "zod";
import { iso, keySchema, toneSchema } from "../leads/schemas.ts";
import { STEPS } from "./period.ts";

const count = z.number().int();
const day = z.iso.date();

/** In place of a group: not scored, excluded, or outside the segment. */
export const NO_GROUP = "none";

const period = {
  segment: keySchema.optional().describe("A segment's key; left out: the first that has an active sheet"),
  from: day
    .optional()
    .describe("First day, in the workspace's time zone; left out: twelve weeks before `to`"),
  to: day.optional().describe("Last day; left out: today"),
};

export const groupsQuery = z.object(period);
export type GroupsQuery = z.infer<typeof groupsQuery>;

export const groupsReportSchema = z.object({
  as_of: iso,
  time_zone: z.string(),
  segment: z.object({ key: z.string(), name: z.string() }).nullable(),
  /** Null: nothing was ever active on the segment. */
  sheet: z.object({ key: z.string(), name: z.string() }).nullable(),
  /** The instants between which leads moved; points of the series are a step apart. */
  from: iso,
  to: iso,
  step: z.enum(STEPS),
  /** Lowest first; those that only earlier versions had come last. */
  groups: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      tone: toneSchema.nullable(),
      former: z.boolean(),
      start: count,
      came: count,
      left: count,
      /** Went and were there again at the end; part of neither `left` nor `came`. */
      back: count,
      end: count,
    }),
  ),
  series: z.array(z.object({ at: iso, leads: z.record(z.string(), count) })),
  versions: z.array(z.object({ number: z.number().int(), at: iso })),
  /** By where a lead was at the beginning and at the end; null is no group. */
  moves: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), leads: count })),
});
export type GroupsReport = z.infer<typeof groupsReportSchema>;
export type MovedGroup = GroupsReport["groups"][number];

export const moversQuery = z.object({
  ...period,
  left: keySchema.describe("Group at the beginning of the period; `none`: in no group"),
  entered: keySchema.describe("Group at its end; `none`: in no group"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.coerce.number().int().positive().optional(),
});
export type MoversQuery = z.infer<typeof moversQuery>;

export const moversSchema = z.object({
  items: z.array(
    z.object({
      lead: z.object({ id: z.number().int(), name: z.string().nullable(), email: z.string().nullable() }),
      /** When it last changed its group in the period, and how often it did. */
      moved_at: iso,
      changes: count,
      /** Its score after that change. */
      total: z.number(),
    }),
  ),
  next_cursor: z.number().int().nullable(),
});
export type Movers = z.infer<typeof moversSchema>;
export type Mover = Movers["items"][number];
