import type { BoundSheet } from "../scoring/bind.ts";
import { attributesAt, type History, orderEvents } from "../scoring/history.ts";
import { scoreOrdered } from "../scoring/score-lead.ts";
import { transitions } from "../scoring/timeline.ts";

/** A version and the part of time (ms, both ends included) that it is to be asked about. */
export type Period = { bound: BoundSheet; version: number; from: number; to: number };
export type SeriesPoint = { at: number; total: number; group: string | null; version: number };
export type Series = { method: "exact" | "sampled"; points: SeriesPoint[] };

/** Events looked at, all in all: some tenths of a second. */
const BUDGET = 2_000_000;
const MOST_STEPS = 1_500;
const SAMPLES = { least: 12, most: 120 };

/**
 * A score over time: every change where that is cheap, else the score at evenly spaced instants. Pure.
 * Always has a point at the beginning of each period and one at the very end.
 */
export function scoreSeries(periods: readonly Period[], history: History): Series {
  const cost = history.events.length + 50;
  const exact = exactSeries(periods, history, Math.min(MOST_STEPS, Math.floor(BUDGET / cost)));
  if (exact) return { method: "exact", points: exact };
  const samples = Math.max(SAMPLES.least, Math.min(SAMPLES.most, Math.floor(BUDGET / cost)));
  return { method: "sampled", points: sampledSeries(periods, history, samples) };
}

function exactSeries(periods: readonly Period[], history: History, maxSteps: number): SeriesPoint[] | null {
  const points: SeriesPoint[] = [];
  let isComplete = true;
  for (const { bound, version, from, to } of periods) {
    const onTruncated = () => {
      isComplete = false;
    };
    const found = transitions(bound, history, from, to, { maxSteps, onTruncated });
    if (!isComplete) return null;
    points.push(...found.map(({ at, total, group }) => ({ at, total, group, version })));
  }
  const end = periods.at(-1)?.to;
  const last = points.at(-1);
  if (end !== undefined && last && last.at < end) points.push({ ...last, at: end });
  return points;
}

function sampledSeries(periods: readonly Period[], history: History, samples: number): SeriesPoint[] {
  const events = orderEvents(history.events);
  const start = periods[0]?.from ?? 0;
  const span = (periods.at(-1)?.to ?? 0) - start;
  return periods.flatMap(({ bound, version, from, to }) => {
    const inside = Array.from({ length: samples + 1 }, (_, n) => Math.round(start + (span * n) / samples));
    const instants = [from, ...inside.filter((at) => at > from && at <= to)];
    return instants.map((at) => {
      const { total, group } = scoreOrdered(
        bound,
        { ...history, attributes: attributesAt(history, at), events },
        at,
      );
      return { at, total, group, version };
    });
  });
}
