import { DateTime } from "luxon";

export type NumericOrder = "iso" | "dmy" | "mdy";
/** `text` is what a lead's attribute keeps: a bare date stays a bare date. */
export type ReadDate = { instant: Date; text: string };
export type DateFailure = "not_a_date" | "ambiguous_date";

const ISO =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}:?(?:\d{2})?)?)?$/i;
const NUMERIC =
  /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:,?[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?m?\.?)?$/i;
const EPOCH = /^\d{10}(\d{3})?$/;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

type Parts = { year: number; month: number; day: number; time: string[] | null; zone: string };

function zoneOf(offset: string | undefined, zone: string): string {
  if (offset === undefined) return zone;
  if (/^(z|utc)$/i.test(offset)) return "UTC";
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  return `UTC${sign}${hours}:${minutes ?? "00"}`;
}

function build({ year, month, day, time, zone }: Parts): ReadDate | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const [hour = "0", minute = "0", second = "0", fraction = ""] = time ?? [];
  const millisecond = Math.floor(Number(`0.${fraction || "0"}`) * 1000);
  const made = DateTime.fromObject(
    { year, month, day, hour: Number(hour), minute: Number(minute), second: Number(second), millisecond },
    { zone },
  );
  if (!made.isValid) return null;
  const instant = made.toJSDate();
  const bare = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return { instant, text: time ? instant.toISOString() : bare };
}

/** 12-hour clock to 24: 12 am is 0, 12 pm is 12. */
function hour24(hour: string, half: string | undefined): string | null {
  if (half === undefined) return hour;
  const value = Number(hour);
  if (value < 1 || value > 12) return null;
  return String((value % 12) + (half.toLowerCase() === "p" ? 12 : 0));
}

/**
 * Reads an instant: ISO 8601 and its spreadsheet forms ("2024-05-01 17:30:00"), dd/mm/yyyy or mm/dd/yyyy by `order`
 * (with - and . too, 12- or 24-hour clock), Unix seconds or milliseconds. Dates without an offset are in `zone`.
 * Under the order `iso` a date such as 03/04/2024 is `ambiguous_date`, never a guess.
 */
export function readDate(raw: string, order: NumericOrder, zone: string): ReadDate | DateFailure {
  const text = raw.trim();
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, offset] = iso;
    const time = hour === undefined ? null : [hour, minute ?? "0", second ?? "0", fraction ?? ""];
    const parts = {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      time,
      zone: zoneOf(offset, zone),
    };
    return build(parts) ?? "not_a_date";
  }
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [, a, b, year, hour, minute, second, fraction, half] = numeric;
    if (order === "iso") return "ambiguous_date";
    const [day, month] = order === "dmy" ? [a, b] : [b, a];
    const h = hour === undefined ? null : hour24(hour, half);
    if (hour !== undefined && h === null) return "not_a_date";
    const time = h === null ? null : [h, minute ?? "0", second ?? "0", fraction ?? ""];
    return build({ year: Number(year), month: Number(month), day: Number(day), time, zone }) ?? "not_a_date";
  }
  if (EPOCH.test(text)) {
    const instant = new Date(text.length === 10 ? Number(text) * 1000 : Number(text));
    return { instant, text: instant.toISOString() };
  }
  return "not_a_date";
}

/** True for a text that is written like a date in any order (not for Unix numbers). */
export const looksLikeDate = (text: string): boolean => ISO.test(text.trim()) || NUMERIC.test(text.trim());

/**
 * The order that all numeric dates of a sample can be read in. `iso` where there are none,
 * `ambiguous` where both orders would do, `mixed` where neither does.
 */
export function guessOrder(samples: Iterable<string>): NumericOrder | "ambiguous" | "mixed" {
  let numeric = 0;
  let dmy = true;
  let mdy = true;
  for (const sample of samples) {
    const match = NUMERIC.exec(sample.trim());
    if (!match) continue;
    numeric++;
    if (Number(match[2]) > 12) dmy = false;
    if (Number(match[1]) > 12) mdy = false;
  }
  if (numeric === 0) return "iso";
  if (dmy && mdy) return "ambiguous";
  if (!dmy && !mdy) return "mixed";
  return dmy ? "dmy" : "mdy";
}
