import type { Adjustment } from "./adjustment.ts";
import type { BoundSheet } from "./bind.ts";
import type { Fields } from "./field.ts";
import { attributesAt, type History, type HistoryEvent, orderEvents } from "./history.ts";
import type { Score } from "./score.ts";
import { createRun } from "./scorer.ts";

export type ScoreOptions = { explain?: boolean };
type Lead = { attributes: Fields; events: readonly HistoryEvent[]; adjustments?: readonly Adjustment[] };

/** Scores events that are already each once and newest first. */
export function scoreOrdered(
  bound: BoundSheet,
  lead: Lead,
  asOfMs: number,
  options: ScoreOptions = {},
): Score {
  const explain = options.explain === true;
  const run = createRun(bound, asOfMs, { countMatches: explain });
  for (const { at, activityId, rest } of lead.events) run.event(at, activityId, rest);
  return run.finish(lead.attributes, { explain }, lead.adjustments);
}

/**
 * Scores one lead from its attributes as of `asOfMs` and its events in any order, repeats counted
 * once by messageId.
 */
export const scoreLead = (bound: BoundSheet, lead: Lead, asOfMs: number, options: ScoreOptions = {}): Score =>
  scoreOrdered(bound, { ...lead, events: orderEvents(lead.events) }, asOfMs, options);

/** Scores a whole history at any instant; attributes learnt later bound `nextChangeAt` as well. */
export function scoreHistory(
  bound: BoundSheet,
  history: History,
  asOfMs: number,
  options: ScoreOptions = {},
): Score {
  const score = scoreLead(bound, { ...history, attributes: attributesAt(history, asOfMs) }, asOfMs, options);
  const learnt = nextKnown(history, asOfMs);
  return { ...score, nextChangeAt: earlier(score.nextChangeAt, learnt) };
}

/** The next instant after `asOfMs` at which an attribute becomes known, else null. */
export function nextKnown(history: Pick<History, "attributeHistory">, asOfMs: number): number | null {
  let next: number | null = null;
  for (const { knownAt } of history.attributeHistory) if (knownAt > asOfMs) next = earlier(next, knownAt);
  return next;
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
