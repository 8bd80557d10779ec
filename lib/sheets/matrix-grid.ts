import type { Matrix } from "./matrix-schemas.ts";

export type Cell = { label: string; leads: number; excluded: number };
/** A row for each band of the first dimension, a cell for each band of the second. */
export type Grid = { row: string; cells: Cell[] }[];

/**
 * Two dimensions with bands crossed. `fixed` are the bands of further ones, in their order: a label is made of all.
 * Null where there are fewer than two. Pure.
 */
export function gridOf({ dimensions, labels }: Matrix, fixed: readonly string[]): Grid | null {
  const [rows, columns] = dimensions;
  if (!rows || !columns) return null;
  const counts = new Map(labels.map((one) => [one.label, one]));
  const rest = fixed.join("");
  return rows.bands.map((row) => ({
    row,
    cells: columns.bands.map((column) => {
      const label = `${row}${column}${rest}`;
      return counts.get(label) ?? { label, leads: 0, excluded: 0 };
    }),
  }));
}

/** Whether two combinations of bands read the same, such as "1" with "11" and "11" with "1". Pure. */
export function readsTwice({ dimensions }: Matrix): boolean {
  const all = dimensions.reduce<string[]>(
    (made, { bands }) => made.flatMap((start) => bands.map((band) => `${start}${band}`)),
    [""],
  );
  return new Set(all).size < all.length;
}

/** Leads whose label no combination of bands makes: they were scored by an earlier version. Pure. */
export function strayLeads({ dimensions, labels }: Matrix): number {
  const made = new Set(
    dimensions.reduce<string[]>(
      (starts, { bands }) => starts.flatMap((start) => bands.map((band) => `${start}${band}`)),
      [""],
    ),
  );
  return labels
    .filter(({ label }) => !made.has(label))
    .reduce((sum, one) => sum + one.leads + one.excluded, 0);
}
