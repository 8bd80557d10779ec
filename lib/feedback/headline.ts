import { DAY_MS } from "../scoring/values.ts";
import { wilson } from "../statistics/wilson.ts";
import type { Reached } from "./figure-schemas.ts";
import { type Handed, hasConverted, isMature, isWithin, STAGES_REACHED, type Window } from "./outcomes.ts";

export type Rate = { rate: number | null; low: number | null; high: number | null };
export type Converted = { matured: number; converted: number } & Rate;

/** A share with its interval; all null for nobody. */
export const rateOf = (successes: number, n: number): Rate =>
  wilson(successes, n) ?? { rate: null, low: null, high: null };

export const reachedBy = (has: (stage: (typeof STAGES_REACHED)[number]) => number): Reached =>
  Object.fromEntries(STAGES_REACHED.map((stage) => [stage, has(stage)])) as Reached;

/** Of these hand-overs, those that have matured and how many of them converted. Open ones are in neither. */
export function conversionOf(handed: readonly Handed[], window: Window): Converted {
  let matured = 0;
  let converted = 0;
  for (const one of handed) {
    if (!isMature(one.at, window)) continue;
    matured++;
    if (hasConverted(one, window)) converted++;
  }
  return { matured, converted, ...rateOf(converted, matured) };
}

export type Headline = {
  handed_over: number;
  leads: number;
  repeated: number;
  matured: number;
  open: number;
  reached: Reached;
  later: Reached;
  open_reached: Reached;
  before_handover: number;
  conversion: Rate;
  days_to_opportunity: { median: number | null; p90: number | null };
};

/** The figures that a report begins with. Pure. */
export function headlineOf(handed: readonly Handed[], window: Window): Headline {
  const matured = handed.filter(({ at }) => isMature(at, window));
  const open = handed.filter(({ at }) => !isMature(at, window));
  const count = (of: readonly Handed[], within: boolean) =>
    reachedBy(
      (stage) =>
        of.filter(
          ({ firsts, at }) => firsts[stage] !== null && isWithin(firsts[stage], at, window) === within,
        ).length,
    );
  const { rate, low, high } = conversionOf(handed, window);
  const days = matured
    .flatMap(({ firsts, at }) => (firsts.opportunity === null ? [] : [(firsts.opportunity - at) / DAY_MS]))
    .sort((a, b) => a - b);
  return {
    handed_over: handed.length,
    leads: new Set(handed.map(({ leadId }) => leadId)).size,
    repeated: handed.filter(({ repeated }) => repeated).length,
    matured: matured.length,
    open: open.length,
    reached: count(matured, true),
    later: count(matured, false),
    open_reached: count(open, true),
    before_handover: handed.filter(({ wasBefore, firsts }) => wasBefore && firsts.opportunity === null)
      .length,
    conversion: { rate, low, high },
    days_to_opportunity: { median: quantile(days, 0.5), p90: quantile(days, 0.9) },
  };
}

/** Between the two nearest of sorted values, as PostgreSQL's percentile_cont has it; null of none. */
function quantile(sorted: readonly number[], q: number): number | null {
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}
