import type { BoundSheet } from "./bind.ts";
import { attributesAt, type History, orderEvents } from "./history.ts";
import { nextKnown, scoreOrdered } from "./score-lead.ts";

export type Transition = { at: number; total: number; group: string | null; label: string | null };

export type TimelineOptions = {
  /** Instants to look at, at most. */
  maxSteps?: number;
  /** Told the instant up to which the timeline is complete, when `maxSteps` ended it early. */
  onTruncated?: (completeUntilMs: number) => void;
};

/**
 * The state at `fromMs` and then each exact instant in (fromMs, toMs] at which the total or the
 * group changed; found by jumping from one possible change to the next.
 */
export function transitions(
  bound: BoundSheet,
  history: History,
  fromMs: number,
  toMs: number,
  { maxSteps = 20_000, onTruncated }: TimelineOptions = {},
): Transition[] {
  const events = orderEvents(history.events);
  const found: Transition[] = [];
  let at = fromMs;
  for (let step = 0; at <= toMs; step++) {
    if (step >= maxSteps) {
      onTruncated?.(at - 1);
      break;
    }
    const score = scoreOrdered(bound, { ...history, attributes: attributesAt(history, at), events }, at);
    const last = found.at(-1);
    if (!last || last.total !== score.total || last.group !== score.group)
      found.push({ at, total: score.total, group: score.group, label: score.label });
    const learnt = nextKnown(history, at);
    at = Math.min(score.nextChangeAt ?? Number.POSITIVE_INFINITY, learnt ?? Number.POSITIVE_INFINITY);
  }
  return found;
}
