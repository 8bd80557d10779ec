import { type NumericOrder, readDate } from "./dates.ts";
import type { ColumnType } from "./mapping.ts";
import { markerOf } from "./markers.ts";

/** How cells are read; the resolved form of a mapping's options. */
export type Reading = { missing: ReadonlySet<string>; order: NumericOrder; zone: string; decimal: "." | "," };
export type CellFailure = "not_a_number" | "not_a_boolean" | "not_a_date" | "ambiguous_date";
export type Cell = { ok: true; value: string | number | boolean } | { ok: false; code: CellFailure };

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const MAX_DIGITS = 15;
const TRUE = new Set(["true", "yes", "y", "1", "on", "sí", "si", "s", "verdadero"]);
const FALSE = new Set(["false", "no", "n", "0", "off", "falso"]);
/** Columns whose digits name something and are never added up. */
const NAMES_A_NUMBER =
  /(^|[^a-z])(phone|tel|telephone|tel[eé]fono|mobile|m[oó]vil|fax|whatsapp|zip|postal|postcode|cp|iban|vat|nif|cif|ssn|id|code|c[oó]digo)([^a-z]|$)/i;

/** True for an empty cell and for a marker such as "Select". */
export const isMissing = (cell: string, missing: ReadonlySet<string>): boolean => {
  const marker = markerOf(cell);
  return marker === "" || missing.has(marker);
};

/** `auto` made definite for a column: digits of phones, postcodes and ids stay text. */
export const resolveType = (type: ColumnType, name: string): ColumnType =>
  type === "auto" && NAMES_A_NUMBER.test(name.replaceAll("_", " ")) ? "text" : type;

function readNumber(text: string, decimal: "." | ","): number | null {
  const grouping = decimal === "." ? "," : ".";
  const bare = text.replace(/^[€$£]\s*|\s*[€$£%]$/g, "").replace(/[\s\u00a0\u202f']/g, "");
  const grouped = new RegExp(`^-?\\d{1,3}(\\${grouping}\\d{3})+(\\${decimal}\\d+)?$`).test(bare);
  const plain = (grouped ? bare.replaceAll(grouping, "") : bare).replace(decimal, ".");
  if (!grouped && bare.includes(grouping)) return null;
  if (!/^-?\d*\.?\d+(e[+-]?\d{1,3})?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** Numbers as JSON writes them and true/false change type; anything else, ids with leading zeros too, stays text. */
function readAuto(text: string): string | number | boolean {
  if (JSON_NUMBER.test(text) && text.replace(/[-.]/g, "").length <= MAX_DIGITS) return Number(text);
  const lower = text.toLowerCase();
  if (lower === "true" || lower === "false") return lower === "true";
  return text;
}

/** Reads a cell that is not missing as `type`. Dates come back as ISO strings. */
export function readCell(raw: string, type: ColumnType, reading: Reading): Cell {
  const text = raw.trim();
  if (type === "text") return { ok: true, value: text };
  if (type === "auto") return { ok: true, value: readAuto(text) };
  if (type === "number") {
    const value = readNumber(text, reading.decimal);
    return value === null ? { ok: false, code: "not_a_number" } : { ok: true, value };
  }
  if (type === "boolean") {
    const lower = text.toLowerCase();
    if (TRUE.has(lower)) return { ok: true, value: true };
    return FALSE.has(lower) ? { ok: true, value: false } : { ok: false, code: "not_a_boolean" };
  }
  const date = readDate(text, reading.order, reading.zone);
  return typeof date === "string" ? { ok: false, code: date } : { ok: true, value: date.text };
}
