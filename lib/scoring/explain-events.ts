import { Accumulator } from "./accumulate.ts";
import type { BoundSheet } from "./bind.ts";
import type { HistoryEvent } from "./history.ts";

export type EventPoints = {
  rule: string;
  /** What this event gives now, faded as it is by now; 0 where it does not count. */
  points: number;
  counted: boolean;
  /** Why a matching event does not count: newer ones fill the limit, or it is older than the window. */
  why: "limit" | "window" | null;
};

/** Sheds the dust of taking one running sum from another. */
const clean = (x: number) => Math.round(x * 1e9) / 1e9 + 0;

/**
 * What each event gives under each rule it matches, by the scorer's own counting. Events after as_of give nothing.
 * @param events each once and newest first (`orderEvents`), without gaps from the newest on: limits count from there
 * @returns one list for each event, in the order of the events; rules in sheet order
 */
export function explainEvents(
  bound: BoundSheet,
  events: readonly HistoryEvent[],
  asOfMs: number,
): EventPoints[][] {
  const counter = new Accumulator(bound, asOfMs, true);
  const { behaviours, content } = bound.sheet;
  return events.map(({ at, activityId, rest }) => {
    const plan = bound.plans.get(activityId);
    const places = plan ? [...plan.always, ...plan.ask].sort((a, b) => a - b) : [];
    const before = places.map((place) => ({
      points: counter.points[place] ?? 0,
      times: counter.times[place] ?? 0,
      matched: counter.matched[place] ?? 0,
    }));
    counter.event(at, activityId, rest);
    if (at > asOfMs) return [];
    return places.flatMap((place, n): EventPoints[] => {
      const behaviour = behaviours[place];
      const earlier = before[n];
      // What only a model counts gives no points of its own.
      if (!behaviour || behaviour.rule < 0 || !earlier) return [];
      const rule = content.rules[behaviour.rule]?.key ?? "";
      if ((counter.times[place] ?? 0) > earlier.times)
        return [
          { rule, points: clean((counter.points[place] ?? 0) - earlier.points), counted: true, why: null },
        ];
      if ((counter.matched[place] ?? 0) > earlier.matched)
        return [{ rule, points: 0, counted: false, why: "limit" }];
      const matches = behaviour.where?.test(plan?.properties ?? {}, asOfMs, rest) ?? true;
      return matches ? [{ rule, points: 0, counted: false, why: "window" }] : [];
    });
  });
}
