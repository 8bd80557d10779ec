import { DateTime } from "luxon";
import { DAY_MS } from "../scoring/values.ts";

/** Local calendar days as "YYYY-MM-DD", which compare as texts. Pure. */

/** The day that a clock in `zone` shows at an instant. */
export const dayOf = (ms: number, zone: string): string =>
  DateTime.fromMillis(ms, { zone }).toFormat("yyyy-MM-dd");

/** The instant (ms) at which a day begins in `zone`, also where the clock skips midnight. */
export const startOf = (day: string, zone: string): number =>
  DateTime.fromISO(day, { zone }).startOf("day").toMillis();

/** Calendar arithmetic, which needs no zone. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  addDays(text, 0) === text;

/**
 * The last day whose leads have all had `horizonDays` since they came: the horizon of a lead that came in its last moment
 * has passed at `asOfMs`.
 */
export const matureUntil = (asOfMs: number, horizonDays: number, zone: string): string =>
  addDays(dayOf(asOfMs - horizonDays * DAY_MS, zone), -1);

/** Whole months, weeks (from Mondays) or days that sums are kept by. */
export type Grain = "day" | "week" | "month";
/** A stretch that is read from rows of one grain: the first and the last day on which one of them begins. */
export type Piece = { grain: Grain; from: string; to: string };

/** The first day of a day's month, or of one so many months later. */
export const monthOf = (day: string, later = 0): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + later, 1))
    .toISOString()
    .slice(0, 10);

/** Stretches that make up a range of days (both included): whole weeks in the middle, days at the ends. */
export function weekPiecesOf(from: string, to: string): Piece[] {
  if (from > to) return [];
  const monday = mondayOf(from) === from ? from : addDays(mondayOf(from), 7);
  const after = mondayOf(addDays(to, 1));
  if (monday >= after) return [{ grain: "day", from, to }];
  const pieces: Piece[] = [{ grain: "week", from: monday, to: addDays(after, -7) }];
  if (from < monday) pieces.push({ grain: "day", from, to: addDays(monday, -1) });
  if (after <= to) pieces.push({ grain: "day", from: after, to });
  return pieces;
}

/** The same with whole months in the middle, and weeks and days before and after them. */
export function piecesOf(from: string, to: string): Piece[] {
  const first = monthOf(from) === from ? from : monthOf(from, 1);
  const after = monthOf(addDays(to, 1));
  if (first >= after) return weekPiecesOf(from, to);
  return [
    ...weekPiecesOf(from, addDays(first, -1)),
    { grain: "month", from: first, to: monthOf(after, -1) },
    ...weekPiecesOf(after, to),
  ];
}
