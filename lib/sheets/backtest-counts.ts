import type { Group } from "../scoring/schema.ts";
import { wilson } from "../statistics/wilson.ts";
import type { Backtest } from "./backtest-schemas.ts";

type Side = "now" | "draft";
/** A lead in a week; groups are null where it was in none, and undefined outside that sheet's segment. */
export type Sighting = { lead: number } & Partial<Record<Side, string | null>>;
export type BacktestWeek = { at: number; seen: readonly Sighting[] };

type Cohort = { leads: number; opportunities: number };
const nobody = (): Cohort => ({ leads: 0, opportunities: 0 });

/** Counts by side and group. */
class Cohorts {
  readonly #counts = { now: new Map<string, Cohort>(), draft: new Map<string, Cohort>() };

  add(side: Side, group: string, isSuccess: boolean): void {
    const cohort = this.get(side, group);
    cohort.leads++;
    if (isSuccess) cohort.opportunities++;
    this.#counts[side].set(group, cohort);
  }

  get(side: Side, group: string): Cohort {
    return this.#counts[side].get(group) ?? nobody();
  }
}

const rated = (cohort: Cohort) => ({
  ...cohort,
  ...(wilson(cohort.opportunities, cohort.leads) ?? { rate: null, low: null, high: null }),
});

export type BacktestPlan = {
  /** The draft's groups, then those that only the active version has. */
  groups: readonly Group[];
  hasNow: boolean;
  asOf: number;
  horizonMs: number;
};

/**
 * Rates by group from what was seen in each week, oldest first. Pure.
 * A lead that was an opportunity by a week's instant is not in that week; one that became it within the horizon after the
 * instant is a success; weeks whose horizon has not passed are listed as young and count in no rate. Over all weeks a
 * lead counts once a group, when it is first seen there: weeks overlap, and an interval wants independent cases.
 * @param opportunities when each lead first became one (ms)
 */
export function countBacktest(
  weeks: readonly BacktestWeek[],
  opportunities: ReadonlyMap<number, number>,
  { groups, hasNow, asOf, horizonMs }: BacktestPlan,
): Pick<Backtest, "groups" | "weeks"> {
  const overall = new Cohorts();
  const counted = new Set<string>();
  const sides: Side[] = hasNow ? ["now", "draft"] : ["draft"];
  const listed = weeks.map(({ at, seen }) => {
    const until = at + horizonMs;
    const young = until > asOf;
    const cohorts = new Cohorts();
    for (const sighting of seen) {
      const won = opportunities.get(sighting.lead) ?? Number.POSITIVE_INFINITY;
      if (won <= at) continue;
      const isSuccess = won <= Math.min(until, asOf);
      for (const side of sides) {
        const group = sighting[side];
        if (typeof group !== "string") continue;
        cohorts.add(side, group, isSuccess);
        const once = `${side} ${group} ${sighting.lead}`;
        if (young || counted.has(once)) continue;
        counted.add(once);
        overall.add(side, group, isSuccess);
      }
    }
    return {
      at: new Date(at).toISOString(),
      until: new Date(until).toISOString(),
      young,
      groups: groups.map(({ key }) => ({
        key,
        now: hasNow ? cohorts.get("now", key) : null,
        draft: cohorts.get("draft", key),
      })),
    };
  });
  return {
    weeks: listed,
    groups: groups.map(({ key, name, handover }) => ({
      key,
      name,
      handover,
      now: hasNow ? rated(overall.get("now", key)) : null,
      draft: rated(overall.get("draft", key)),
    })),
  };
}
