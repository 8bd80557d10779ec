import { compileField, type FieldReader, type Fields } from "./field.ts";
import type { FrozenModel, ModelColumn, ModelTree } from "./frozen-model.ts";
import { foldedText, readNumber } from "./values.ts";

/** The places of events columns in the order of the model's columns; their values come from whoever counts events. */
export const eventColumns = (columns: readonly ModelColumn[]): number[] =>
  columns.flatMap((column, place) => (column.kind === "events" ? [place] : []));

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

const hasText = (value: unknown, text: string): boolean =>
  Array.isArray(value) ? value.some((item) => foldedText(item) === text) : foldedText(value) === text;

/** A reader of the columns that attributes decide into a row; events columns are left as they are. */
export function compileColumns(
  columns: readonly ModelColumn[],
): (attributes: Fields, row: Float64Array) => void {
  const readers = new Map<string, FieldReader>();
  const readerOf = (field: string): FieldReader => {
    const reader = readers.get(field) ?? compileField(field);
    readers.set(field, reader);
    return reader;
  };
  const parts = columns.flatMap((column, place) =>
    column.kind === "events" ? [] : [{ column, place, read: readerOf(column.field) }],
  );
  return (attributes, row) => {
    for (const { column, place, read } of parts) {
      const value = read(attributes);
      if (column.kind === "number") row[place] = readNumber(value);
      else if (column.kind === "missing") row[place] = isMissing(value) ? 1 : 0;
      else row[place] = hasText(value, column.value) ? 1 : 0;
    }
  };
}

/** The leaf of a tree that a row falls into; `visit` sees each node on the way, the leaf last. */
function descend(tree: ModelTree, row: ArrayLike<number>, visit?: (node: number) => void): number {
  let node = 0;
  for (;;) {
    visit?.(node);
    const column = tree.column[node] as number;
    if (column < 0) return tree.value[node] as number;
    const value = row[column] as number;
    const left = Number.isNaN(value) ? tree.missing_left[node] : value <= (tree.threshold[node] as number);
    node = (left ? tree.left[node] : tree.right[node]) as number;
  }
}

/** Log odds before calibration. */
export function rawLogOdds(model: FrozenModel, row: ArrayLike<number>): number {
  let sum = model.intercept;
  for (let place = 0; place < model.coefficients.length; place++) {
    const value = row[place] as number;
    sum +=
      (model.coefficients[place] as number) *
      (Number.isNaN(value) ? (model.centres[place] as number) : value);
  }
  for (const tree of model.trees) sum += descend(tree, row);
  return sum;
}

/** The calibrated probability, 0 … 1, of a row of the model's columns. */
export function predict(model: FrozenModel, row: ArrayLike<number>): number {
  const { slope, intercept } = model.calibration;
  return 1 / (1 + Math.exp(-(slope * rawLogOdds(model, row) + intercept)));
}

/**
 * What each column adds to the log odds against the average lead. Logistic: coefficient × (value − mean). Trees: along the
 * path, what each question changes of the mean below it (Saabas, "Interpreting random forests", 2014). The parts and the
 * average's log odds sum to the prediction's.
 */
export function contributions(model: FrozenModel, row: ArrayLike<number>): Float64Array {
  const { slope } = model.calibration;
  const parts = new Float64Array(model.columns.length);
  model.coefficients.forEach((coefficient, place) => {
    const value = row[place] as number;
    if (!Number.isNaN(value)) parts[place] = slope * coefficient * (value - (model.centres[place] as number));
  });
  for (const tree of model.trees) {
    let from = -1;
    descend(tree, row, (node) => {
      if (from >= 0) {
        const column = tree.column[from] as number;
        const change = (tree.value[node] as number) - (tree.value[from] as number);
        parts[column] = (parts[column] as number) + slope * change;
      }
      from = node;
    });
  }
  return parts;
}
