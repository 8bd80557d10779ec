import type { Fields } from "../scoring/field.ts";
import { compileField } from "../scoring/field.ts";
import type { FrozenModel, ModelColumn } from "../scoring/frozen-model.ts";
import { contributions } from "../scoring/predict.ts";
import { foldedText } from "../scoring/values.ts";
import type { ReasonPart } from "./schemas.ts";

export const whatOf = (column: ModelColumn): string =>
  column.kind === "events" ? column.event : column.field;

const LEAST = 0.02;
const MOST_TEXT = 60;

/** What moved a lead's prediction most, up or down: all columns of an attribute or an event taken together. */
export function reasonsOf(model: FrozenModel, row: Float64Array, attributes: Fields, most = 3): ReasonPart[] {
  const parts = new Map<string, { part: number; value: string | null }>();
  contributions(model, row).forEach((part, place) => {
    const column = model.columns[place] as ModelColumn;
    const what = whatOf(column);
    const known = parts.get(what);
    const value = known?.value ?? textOf(column, row[place] as number, attributes);
    parts.set(what, { part: (known?.part ?? 0) + part, value });
  });
  return [...parts]
    .map(([what, { part, value }]) => ({ what, value, part: Math.round(part * 1000) / 1000 }))
    .filter(({ part }) => Math.abs(part) >= LEAST)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part) || (a.what < b.what ? -1 : 1))
    .slice(0, most);
}

function textOf(column: ModelColumn, count: number, attributes: Fields): string | null {
  if (column.kind === "events") return String(count);
  const value = compileField(column.field)(attributes);
  if (Array.isArray(value)) return value.map(String).join(", ").slice(0, MOST_TEXT);
  return foldedText(value) === null ? null : String(value).slice(0, MOST_TEXT);
}
