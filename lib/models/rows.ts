import type { Fields } from "../scoring/field.ts";

/** Leads to learn from, in the order in which they came: what was known of each, and whether it converted afterwards. */
export type TrainingRows = {
  attributes: readonly Fields[];
  /** 1 converted, 0 not. */
  y: Uint8Array;
};

export const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** Every field that any row has, in alphabetical order; objects are not looked into. */
export function fieldNames(rows: readonly Fields[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name in row) if (Object.hasOwn(row, name)) names.add(name);
  return [...names].sort();
}
