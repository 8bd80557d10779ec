import type { Fields } from "../scoring/field.ts";
import type { ModelColumn } from "../scoring/frozen-model.ts";
import { compileColumns } from "../scoring/predict.ts";
import { foldedText, readNumber } from "../scoring/values.ts";
import { fieldNames, isMissing } from "./rows.ts";

/** Why a field gives no column: it names the lead, never varies, or has no value that enough leads share. */
export type UnusedReason = "identifier" | "constant" | "rare";
export type Design = { columns: ModelColumn[]; unused: { field: string; reason: UnusedReason }[] };

const MOST_LEVELS = 25;
/** Columns in all; the fields with the most filled values come first. */
const MOST_COLUMNS = 400;
/** Words in names of fields that name people, and of numbers that count leads off. */
const PERSONAL =
  /^(e-?mail.?(address)?|(mobile|tele)?.?phone.?(number)?|(first|last|full|user)?.?name|address|linkedin.*|.*url)$/i;
const NUMBERING = /(^|[^a-z])(id|no|nr|number|uuid|key)([^a-z]|$)/i;

function unusedReason(field: string, filled: readonly unknown[], texts: Set<string>, n: number) {
  if (PERSONAL.test(field)) return "identifier";
  if (texts.size <= 1 && filled.length === n) return "constant";
  if (filled.length === 0) return "constant";
  const isNumeric = filled.every((value) => !Number.isNaN(readNumber(value)));
  if (isNumeric && NUMBERING.test(field) && texts.size === filled.length) return "identifier";
  if (!isNumeric && texts.size > 50 && texts.size > filled.length / 2) return "identifier";
  return null;
}

function columnsOf(field: string, values: readonly unknown[]): ModelColumn[] | UnusedReason {
  const n = values.length;
  const filled = values.filter((value) => !isMissing(value));
  const count = new Map<string, number>();
  for (const value of filled)
    for (const item of Array.isArray(value) ? value : [value]) {
      const text = foldedText(item);
      if (text !== null) count.set(text, (count.get(text) ?? 0) + 1);
    }
  const unused = unusedReason(field, filled, new Set(count.keys()), n);
  if (unused) return unused;
  const least = Math.max(10, Math.ceil(n / 500));
  const isOften = (times: number) => times >= least && times <= n - least;
  const missing: ModelColumn[] = isOften(n - filled.length) ? [{ kind: "missing", field }] : [];
  const numbers = filled.filter((value) => !Number.isNaN(readNumber(value))).length;
  if (numbers >= 0.98 * filled.length && count.size > 2) return [{ kind: "number", field }, ...missing];
  const levels = [...count]
    .filter(([, times]) => isOften(times))
    .sort(([a, x], [b, z]) => z - x || (a < b ? -1 : 1))
    .slice(0, MOST_LEVELS)
    .map(([value]): ModelColumn => ({ kind: "level", field, value }));
  const found = [...levels, ...missing];
  return found.length === 0 ? "rare" : found;
}

/**
 * The columns that attributes give: a number each, or one column for each of its commonest values, and one for "missing".
 * @param leftOut fields that must not be read (leaks)
 */
export function designOf(attributes: readonly Fields[], leftOut: ReadonlySet<string>): Design {
  const design: Design = { columns: [], unused: [] };
  for (const field of fieldNames(attributes)) {
    if (leftOut.has(field)) continue;
    const found = columnsOf(
      field,
      attributes.map((row) => row[field]),
    );
    if (typeof found === "string") design.unused.push({ field, reason: found });
    else if (design.columns.length + found.length <= MOST_COLUMNS) design.columns.push(...found);
    else design.unused.push({ field, reason: "rare" });
  }
  return design;
}

/**
 * The values of all columns, lead after lead.
 * @param counts events columns: for each lead, its counts in the order of those columns
 */
export function encode(
  columns: readonly ModelColumn[],
  attributes: readonly Fields[],
  counts: readonly ArrayLike<number>[] = [],
): Float64Array {
  const p = columns.length;
  const x = new Float64Array(attributes.length * p);
  const read = compileColumns(columns);
  const places = columns.flatMap((column, place) => (column.kind === "events" ? [place] : []));
  attributes.forEach((row, i) => {
    const target = x.subarray(i * p, (i + 1) * p);
    read(row, target);
    places.forEach((place, k) => {
      target[place] = counts[i]?.[k] ?? 0;
    });
  });
  return x;
}
