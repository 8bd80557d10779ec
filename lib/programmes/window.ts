import { DateTime, IANAZone } from "luxon";
import type { SendWindow } from "./schemas.ts";

const KEYS = ["timezone", "time_zone", "timeZone"] as const;

/** The lead's time zone where an attribute names one, else the workspace's, else UTC. Pure. */
export function zoneOf(attributes: Record<string, unknown>, workspaceZone: string): string {
  const named = KEYS.map((key) => (Object.hasOwn(attributes, key) ? attributes[key] : undefined));
  const found = [...named, workspaceZone].find(
    (zone): zone is string => typeof zone === "string" && zone.length <= 64 && IANAZone.isValidZone(zone),
  );
  return found ?? "UTC";
}

const clock = (day: DateTime, time: string) => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 });
};

/**
 * The first instant at or after `now` at which a clock in `zone` shows a time of the window: its beginning counts, its end
 * does not. A beginning that a change of clocks skips is the moment after it. Pure.
 */
export function nextInWindow(now: Date, window: SendWindow | null, zone: string): Date {
  if (window === null) return now;
  const local = DateTime.fromJSDate(now, { zone });
  for (let ahead = 0; ahead <= 8; ahead++) {
    const day = local.startOf("day").plus({ days: ahead });
    if (!window.days.includes(day.weekday)) continue;
    const from = clock(day, window.from);
    if (local < from) return from.toJSDate();
    if (local < clock(day, window.to)) return now;
  }
  return now;
}
