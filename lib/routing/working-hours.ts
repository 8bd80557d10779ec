import { DateTime } from "luxon";

/** Working time of a weekday, 1 is Monday; wall clock "HH:MM", `to` may be "24:00". */
export type Interval = { day: number; from: string; to: string };
/** A week's working time; no two intervals of a day overlap. */
export type Week = Interval[];
/** When time counts; `week` null: around the clock. */
export type Calendar = { week: Week | null; timeZone: string };

type Span = { start: number; end: number };

const MINUTE_MS = 60_000;
/** How far ahead a due instant is looked for. */
const MAX_DAYS = 3 * 366;

/** Minutes since midnight. */
export function minuteOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** What a wall clock of that local day means; one that the change of clocks skips is the first instant after it. */
function instantOf(day: DateTime, clock: string): number {
  const minute = minuteOf(clock);
  const date = minute === 24 * 60 ? day.plus({ days: 1 }) : day;
  const { year, month, day: of } = date;
  const fields = { year, month, day: of, hour: Math.floor((minute % 1440) / 60), minute: minute % 60 };
  return DateTime.fromObject(fields, { zone: day.zone }).toMillis();
}

/** Working time of one local day, in order. */
function spansOf(week: Week, day: DateTime): Span[] {
  return week
    .filter((interval) => interval.day === day.weekday)
    .map(({ from, to }) => ({ start: instantOf(day, from), end: instantOf(day, to) }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start);
}

/** Working time from `fromMs` on, in order, at most MAX_DAYS of days. */
function* spansFrom({ week, timeZone }: Calendar, fromMs: number): Generator<Span> {
  let day = DateTime.fromMillis(fromMs, { zone: timeZone }).startOf("day");
  for (let n = 0; n < MAX_DAYS; n++, day = day.plus({ days: 1 }).startOf("day"))
    for (const { start, end } of spansOf(week ?? [], day))
      if (end > fromMs) yield { start: Math.max(start, fromMs), end };
}

/** Whether `atMs` lies in working time; an interval's end does not. */
export function isWorking(calendar: Calendar, atMs: number): boolean {
  if (calendar.week === null) return true;
  const [next] = spansFrom(calendar, atMs);
  return next !== undefined && next.start === atMs;
}

/**
 * The instant (ms) at which so much working time has passed since `fromMs`; null where there is none within three years.
 * Counted in time that passes, so an hour that comes twice counts twice.
 */
export function addWorkingMinutes(calendar: Calendar, fromMs: number, minutes: number): number | null {
  if (calendar.week === null) return fromMs + minutes * MINUTE_MS;
  let left = minutes * MINUTE_MS;
  for (const { start, end } of spansFrom(calendar, fromMs)) {
    if (end - start >= left) return start + left;
    left -= end - start;
  }
  return null;
}

/** Working time (ms) in [fromMs, toMs), of at most three years. */
export function workingMsBetween(calendar: Calendar, fromMs: number, toMs: number): number {
  if (toMs <= fromMs) return 0;
  if (calendar.week === null) return toMs - fromMs;
  let sum = 0;
  for (const { start, end } of spansFrom(calendar, fromMs)) {
    if (start >= toMs) break;
    sum += Math.min(end, toMs) - start;
  }
  return sum;
}
