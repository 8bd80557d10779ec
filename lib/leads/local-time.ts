/** Between instants and what `<input type="datetime-local">` shows in a given time zone. Pure. */

const FIELDS = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
} as const;

/** "2026-03-01T09:30", the wall clock of `timeZone` at an instant. */
export function toLocalInput(iso: string, timeZone: string): string {
  return wallClock(new Date(iso), timeZone).slice(0, 16);
}

/**
 * The instant at which a clock in `timeZone` shows `value`, as ISO text; null where `value` is no date-time. Of an hour
 * that comes twice the first or the second; of one that is skipped a moment beside it.
 */
export function fromLocalInput(value: string, timeZone: string): string | null {
  const wanted = Date.parse(`${value}Z`);
  if (Number.isNaN(wanted)) return null;
  let instant = wanted;
  // The offset depends on the instant, so the second look corrects the first across a change of clocks.
  for (let look = 0; look < 2; look++)
    instant += wanted - Date.parse(`${wallClock(new Date(instant), timeZone)}Z`);
  return new Date(instant).toISOString();
}

function wallClock(date: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { ...FIELDS, timeZone, hourCycle: "h23" }).formatToParts(
    date,
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`;
}
