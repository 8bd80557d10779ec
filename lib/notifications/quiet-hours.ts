import { DateTime } from "luxon";
import type { Digest } from "./groups.ts";

export type QuietHours = { from: string; to: string } | null;

/** The instant of a time of day; the first where a clock that is put back shows it twice. */
const at = (day: DateTime, time: string): DateTime => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const found = day.set({ hour, minute, second: 0, millisecond: 0 });
  const earlier = found.minus({ hours: 1 });
  return earlier.hour === found.hour && earlier.minute === found.minute ? earlier : found;
};

/**
 * When a mail may go out that is due `now`: at once, or at the end of the quiet hours it falls into. Hours are of the day
 * in `zone`; where `to` is not after `from` they last over midnight, and the same time twice means none.
 */
export function afterQuietHours(now: Date, quiet: QuietHours, zone: string): Date {
  if (!quiet || quiet.from === quiet.to) return now;
  const local = DateTime.fromJSDate(now, { zone });
  const [from, to] = [at(local, quiet.from), at(local, quiet.to)];
  if (from < to) return local >= from && local < to ? to.toJSDate() : now;
  if (local < to) return to.toJSDate();
  return local >= from ? at(local.plus({ days: 1 }), quiet.to).toJSDate() : now;
}

export type DigestPlan = { digest: Digest; digestHour: number; digestDay: number };

/** The newest instant not after `now` at which the digest is due, in the days of `zone`; null where there is none. */
export function digestSlot(
  now: Date,
  { digest, digestHour, digestDay }: DigestPlan,
  zone: string,
): Date | null {
  if (digest === "off") return null;
  const local = DateTime.fromJSDate(now, { zone });
  const hour = `${digestHour}:00`;
  for (let back = 0; back <= 8; back++) {
    const slot = at(local.minus({ days: back }), hour);
    if (slot <= local && (digest === "daily" || slot.weekday === digestDay)) return slot.toJSDate();
  }
  return null;
}
