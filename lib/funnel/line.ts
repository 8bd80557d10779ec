import { DAY_MS } from "../scoring/values.ts";

/** The main line of the funnel; `recycled` and `disqualified` stand apart from it. */
export const LINE = ["lead", "mql", "sal", "sql", "opportunity", "customer"] as const;
export type LineStage = (typeof LINE)[number];
export const ASIDE = ["recycled", "disqualified"] as const;
export type AsideStage = (typeof ASIDE)[number];

/** Days from its entry within which a lead's progress counts. */
export const HORIZONS = [30, 60, 90, 180, 365] as const;
export type Horizon = (typeof HORIZONS)[number];
export const isHorizon = (days: number): days is Horizon => (HORIZONS as readonly number[]).includes(days);

/** What the funnel is broken down by. */
export const DIMENSIONS = ["source", "campaign", "landing", "owner"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const HOUR_MS = 3_600_000;

/** Place in the line, 0 for a lead; -1 for a stage apart from it. */
export const placeOf = (stage: string): number => (LINE as readonly string[]).indexOf(stage);

/** Which horizons a progress after so many milliseconds is within: those from this index of HORIZONS on. */
export function horizonClass(elapsedMs: number): number {
  const index = HORIZONS.findIndex((days) => elapsedMs < days * DAY_MS);
  return index < 0 ? HORIZONS.length : index;
}

const FINE_HOURS = 72;
const MOST_DAYS = 1_000;

/** A duration as it is tallied: in whole hours within three days, in whole days beyond, 1,000 days at most. */
export function durationBucket(elapsedMs: number): number {
  const hours = Math.floor(elapsedMs / HOUR_MS);
  if (hours < FINE_HOURS) return Math.max(0, hours);
  return FINE_HOURS - 3 + Math.min(MOST_DAYS, Math.floor(elapsedMs / DAY_MS));
}

/** The duration that a bucket stands for, in days. */
export const bucketDays = (bucket: number): number =>
  bucket < FINE_HOURS ? bucket / 24 : bucket - FINE_HOURS + 3;
