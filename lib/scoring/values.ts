/** How conditions read single values: as numbers, as texts, as instants. */

export type Scalar = string | number | boolean;

export const DAY_MS = 86_400_000;
export const MAX_DAYS = 36_500;
export const MAX_NUMBER = 1e9;

const NUMERIC = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** The number that a JSON number or a numeric string stands for, else NaN. */
export function readNumber(value: unknown): number {
  if (typeof value === "number") return Number.isFinite(value) ? value : Number.NaN;
  if (typeof value !== "string" || !NUMERIC.test(value)) return Number.NaN;
  const number = Number(value);
  return Number.isFinite(number) ? number : Number.NaN;
}

/** Lower-cased text of a scalar, else null: objects and arrays have no text. */
export function foldedText(value: unknown): string | null {
  if (typeof value === "string") return value.toLowerCase();
  return typeof value === "number" || typeof value === "boolean" ? String(value).toLowerCase() : null;
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d{2}):?(\d{2})?)?)?$/i;

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * Milliseconds of a strict ISO 8601 date or date-time, else NaN. A date alone is UTC midnight,
 * a time without an offset is UTC; days that the calendar lacks are no dates.
 */
export function readInstant(value: unknown): number {
  if (typeof value !== "string" || value.length > 40) return Number.NaN;
  const match = ISO.exec(value);
  if (!match) return Number.NaN;
  const [, y, mo, d, h = "0", mi = "0", s = "0", fraction = "", , sign, oh = "0", om = "0"] = match;
  const year = Number(y);
  const month = Number(mo);
  const day = Number(d);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return Number.NaN;
  if (Number(h) > 23 || Number(mi) > 59 || Number(s) > 59) return Number.NaN;
  if (Number(oh) > 23 || Number(om) > 59) return Number.NaN;
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  const ms = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const local = midnight.getTime() + ((Number(h) * 60 + Number(mi)) * 60 + Number(s)) * 1000 + ms;
  const offset = (Number(oh) * 60 + Number(om)) * 60_000;
  return sign === "-" ? local + offset : sign === "+" ? local - offset : local;
}

export const isNumericText = (text: string): boolean => !Number.isNaN(readNumber(text));
export const isInstantText = (text: string): boolean => !Number.isNaN(readInstant(text));
