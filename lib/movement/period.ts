import { DateTime } from "luxon";

/** How far apart the points of a period are. */
export const STEPS = ["day", "week", "month"] as const;
export type Step = (typeof STEPS)[number];

/** `points` are instants in order, from `from` to `to` with both; they are local midnights but for `to`. */
export type Period = { from: Date; to: Date; step: Step; points: Date[] };

export const MAX_DAYS = 1_100;
const DEFAULT_DAYS = 84;
const DAILY_UP_TO = 35;
const WEEKLY_UP_TO = 190;

/** Why days are no period: the last comes before the first, it would begin after now, it has more than MAX_DAYS. */
export type PeriodFailure = "order" | "future" | "too_long";

const stepFor = (days: number): Step =>
  days <= DAILY_UP_TO ? "day" : days <= WEEKLY_UP_TO ? "week" : "month";

/**
 * Calendar days of a time zone as instants: from the first moment of `from` to the last of `to`, or to `now` where that
 * comes first. A day that the change of clocks makes longer or shorter is one step like any other. Pure.
 */
export function readPeriod(
  asked: { from?: string | undefined; to?: string | undefined },
  zone: string,
  now: Date,
): Period | PeriodFailure {
  const present = DateTime.fromJSDate(now, { zone });
  const dayOf = (date: string) => DateTime.fromISO(date, { zone }).startOf("day");
  const last = asked.to === undefined ? present.startOf("day") : dayOf(asked.to);
  const from = asked.from === undefined ? last.minus({ days: DEFAULT_DAYS - 1 }) : dayOf(asked.from);
  if (from > last) return "order";
  if (from >= present) return "future";
  const days = Math.round(last.diff(from, "days").days) + 1;
  if (days > MAX_DAYS) return "too_long";
  const end = DateTime.min(last.plus({ days: 1 }), present);
  const step = stepFor(days);
  const points: Date[] = [];
  // Counted from the first one: steps of months that start on a 31st must not drift.
  for (let n = 0; ; n++) {
    const at = from.plus({ [`${step}s`]: n });
    if (at >= end) break;
    points.push(at.toJSDate());
  }
  return { from: from.toJSDate(), to: end.toJSDate(), step, points: [...points, end.toJSDate()] };
}
