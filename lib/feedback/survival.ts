import { DAY_MS } from "../scoring/values.ts";
import { type Duration, kaplanMeier } from "../statistics/kaplan-meier.ts";
import type { Survival } from "./figure-schemas.ts";
import type { Window } from "./outcomes.ts";

/** From when on somebody is watched, and when the outcome came, if it has. */
export type Watched = { from: number; outcome: number | null };

/** Days until the outcome, or for as long as we know; what comes after the horizon is not looked at. */
export function durationOf({ from, outcome }: Watched, { asOf, horizon }: Window): Duration {
  const until = Math.min(asOf, from + horizon);
  const event = outcome !== null && outcome <= until;
  return { time: ((event ? outcome : until) - from) / DAY_MS, event };
}

/** The share that has converted by the end of each day up to the horizon; censored at now. Empty for nobody. Pure. */
export function survivalOf(watched: readonly Watched[], window: Window): Survival {
  if (watched.length === 0) return [];
  const durations = watched.map((one) => durationOf(one, window));
  const steps = kaplanMeier(durations);
  const times = durations.map(({ time }) => time).sort((a, b) => a - b);
  const left = durations.flatMap(({ time, event }) => (event ? [] : [time])).sort((a, b) => a - b);
  const days = Math.round(window.horizon / DAY_MS);
  const points: Survival = [];
  let step = -1;
  let gone = 0;
  let censored = 0;
  for (let day = 0; day <= days; day++) {
    while ((steps[step + 1]?.time ?? Number.POSITIVE_INFINITY) <= day) step++;
    while ((times[gone] ?? Number.POSITIVE_INFINITY) < day) gone++;
    const before = censored;
    while ((left[censored] ?? Number.POSITIVE_INFINITY) <= day) censored++;
    const now = steps[step];
    points.push({
      day,
      converted: 1 - (now?.survived ?? 1),
      low: now?.high == null ? null : 1 - now.high,
      high: now?.low == null ? null : 1 - now.low,
      at_risk: times.length - gone,
      censored: censored - before,
    });
  }
  return points;
}
