import { DateTime } from "luxon";
import { MAX_MONTHS } from "./schemas.ts";

export type Month = {
  /** "2026-03" */
  month: string;
  /** Its first instant, and the first after it. */
  from: Date;
  to: Date;
  /** When the youngest of its leads has had the horizon. */
  maturesAt: Date;
};
export type MonthsFailure = "order" | "future" | "too_long";

const DAY_MS = 86_400_000;
const SHOWN = 12;

/**
 * The months from one to another, both included, as a time zone has them; none begins after `now`.
 * @param horizonDays days of 24 hours
 */
export function readMonths(
  asked: { from?: string | undefined; to?: string | undefined },
  zone: string,
  now: Date,
  horizonDays: number,
): Month[] | MonthsFailure {
  const monthOf = (text: string) => DateTime.fromISO(`${text}-01`, { zone });
  const present = DateTime.fromJSDate(now, { zone }).startOf("month");
  const last = asked.to === undefined ? present : DateTime.min(monthOf(asked.to), present);
  const first = asked.from === undefined ? last.minus({ months: SHOWN - 1 }) : monthOf(asked.from);
  if (asked.from !== undefined && asked.to !== undefined && asked.from > asked.to) return "order";
  if (first > last) return "future";
  const count = Math.round(last.diff(first, "months").months) + 1;
  if (count > MAX_MONTHS) return "too_long";
  return Array.from({ length: count }, (_, n) => {
    const from = first.plus({ months: n });
    const to = from.plus({ months: 1 });
    return {
      month: from.toFormat("yyyy-MM"),
      from: from.toJSDate(),
      to: to.toJSDate(),
      maturesAt: new Date(to.toMillis() + horizonDays * DAY_MS),
    };
  });
}
