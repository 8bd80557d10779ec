import type { ReactNode } from "react";

/** The end of a day: the share that got there by then, how many are still watched, whose watch ended since the day before. */
export interface SurvivalPoint {
  day: number;
  share: number;
  /** 95 % interval of the share; null where there is none. */
  low: number | null;
  high: number | null;
  atRisk: number;
  censored: number;
}

export interface SurvivalSeries {
  key: string;
  label: string;
  /** Stands before the label in the legend. */
  icon?: ReactNode;
  /** A CSS colour; each series also has its own kind of line. */
  stroke: string;
  /** Ascending by day. */
  points: readonly SurvivalPoint[];
}

/** The points up to the first after which nobody is watched any more: what follows would be no observation. */
export function watched(points: readonly SurvivalPoint[]): readonly SurvivalPoint[] {
  const last = points.findIndex(({ atRisk }) => atRisk === 0);
  return last < 0 ? points : points.slice(0, last + 1);
}

/**
 * A row for each day that any series names, with every series' share on it (null where it has ended) and how many watches
 * ended (`<key> censored`).
 */
export function survivalRows(
  series: readonly SurvivalSeries[],
  days: number,
): Record<string, number | null>[] {
  const named = new Set([0, days]);
  for (const { points } of series) {
    for (const { day } of points) if (day <= days) named.add(day);
  }
  return [...named]
    .sort((a, b) => a - b)
    .map((day) =>
      Object.fromEntries([
        ["day", day],
        ...series.flatMap((one) => [
          [one.key, hasEnded(one, day) ? null : atDay(one, day).share],
          [`${one.key} censored`, one.points.find((point) => point.day === day)?.censored ?? 0],
        ]),
      ]),
    );
}

function hasEnded({ points }: SurvivalSeries, day: number): boolean {
  const last = points.at(-1);
  return last?.atRisk === 0 && day > last.day;
}

/** What holds at the end of a day: what the last point up to it says. */
export function atDay({ points }: SurvivalSeries, day: number): Omit<SurvivalPoint, "day" | "censored"> {
  const { share, low, high, atRisk } = points.findLast((point) => point.day <= day) ?? {
    share: 0,
    low: null,
    high: null,
    atRisk: points[0]?.atRisk ?? 0,
  };
  return { share, low, high, atRisk };
}

/** Round days from 0 to `days`, seven or so, so that their labels have room. */
export function ticksUntil(days: number): number[] {
  const step = [1, 2, 5, 10, 15, 30, 60, 90, 180, 365].find((one) => days / one <= 7) ?? Math.ceil(days / 7);
  const ticks: number[] = [];
  for (let day = 0; day <= days; day += step) ticks.push(day);
  return ticks;
}
