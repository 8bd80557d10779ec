import type { HandoverState } from "#db/schema/handovers.ts";

/** Stages whose reaching a report counts, in the order of the main line. */
export const STAGES_REACHED = ["sal", "sql", "opportunity", "customer"] as const;
export type StageReached = (typeof STAGES_REACHED)[number];

/** When (ms) a lead first reached each stage, or a later one, at or after an instant; null: not yet. */
export type Firsts = Record<StageReached, number | null>;

/** A hand-over of the cohort, as all figures see it. Instants are ms. */
export type Handed = {
  leadId: number;
  at: number;
  /** Monday of its week in the workspace's time zone, "2026-11-16". */
  week: string;
  total: number | null;
  group: string | null;
  /** Points by rule at the hand-over; null: not known (yet). */
  points: Readonly<Record<string, number>> | null;
  state: HandoverState;
  reason: string | null;
  answeredAt: number | null;
  source: string | null;
  firsts: Firsts;
  /** The lead was an opportunity before the hand-over, whatever it became since. */
  wasBefore: boolean;
  /** Not the first hand-over of this lead under the version. */
  repeated: boolean;
};

/** What figures are true of: the instant, and the days within which an outcome counts, in ms. */
export type Window = { asOf: number; horizon: number };

/** Whether the horizon of what began at an instant has passed. */
export const isMature = (at: number, { asOf, horizon }: Window): boolean => at + horizon <= asOf;

/** Whether an outcome came within the horizon of what began at `at`. */
export const isWithin = (outcome: number | null, at: number, { horizon }: Window): boolean =>
  outcome !== null && outcome <= at + horizon;

/** Whether a hand-over was a success by now: an opportunity within the horizon. Count it among matured ones only. */
export const hasConverted = ({ firsts, at }: Handed, window: Window): boolean =>
  isWithin(firsts.opportunity, at, window);
