/** A naive reading of what a rule of kind `model` gives, written apart from the scorer so that the two check each other. */
import type { FrozenModel, ModelTree } from "./frozen-model.ts";
import { type NaiveEvent, naiveHolds } from "./naive.test-helper.ts";
import type { ModelRule } from "./schema.ts";

const DAY = 24 * 60 * 60 * 1000;
type Json = Record<string, unknown>;

const read = (object: Json, path: string): unknown => {
  if (Object.keys(object).includes(path)) return object[path];
  let current: unknown = object;
  for (const part of path.split("."))
    current =
      current !== null && typeof current === "object" && Object.keys(current).includes(part)
        ? (current as Json)[part]
        : undefined;
  return current;
};

const number = (x: unknown): number => {
  if (typeof x === "number") return x;
  const isText = typeof x === "string" && /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(x);
  return isText ? Number(x) : Number.NaN;
};

function leafValue(tree: ModelTree, row: number[], node = 0): number {
  const column = tree.column[node] ?? -1;
  if (column < 0) return tree.value[node] ?? 0;
  const x = row[column] ?? Number.NaN;
  const left = Number.isNaN(x) ? tree.missing_left[node] : x <= (tree.threshold[node] ?? 0);
  return leafValue(tree, row, (left ? tree.left[node] : tree.right[node]) ?? 0);
}

/** The probability from a lead's attributes as of the instant and its events up to then. */
export function naiveProbability(
  model: FrozenModel,
  attributes: Json,
  events: NaiveEvent[],
  asOf: number,
): number {
  const row = model.columns.map((column) => {
    if (column.kind === "events")
      return events.filter(
        (event) =>
          event.at <= asOf &&
          (column.window_days === null || event.at > asOf - column.window_days * DAY) &&
          (column.event === "*" || column.event === event.name) &&
          (column.where === null || naiveHolds(column.where, event.fields, asOf)),
      ).length;
    const value = read(attributes, column.field);
    const isEmpty = value === undefined || value === null || value === "";
    if (column.kind === "missing") return isEmpty || (Array.isArray(value) && value.length === 0) ? 1 : 0;
    if (column.kind === "number") return number(value);
    const texts = (Array.isArray(value) ? value : [value])
      .filter((item) => ["string", "number", "boolean"].includes(typeof item))
      .map((item) => String(item).toLowerCase());
    return texts.includes(column.value) ? 1 : 0;
  });
  const linear = model.coefficients.reduce((sum, coefficient, j) => {
    const x = row[j] ?? 0;
    return sum + coefficient * (Number.isNaN(x) ? (model.centres[j] ?? 0) : x);
  }, model.intercept);
  const raw = model.trees.reduce((sum, tree) => sum + leafValue(tree, row), linear);
  return 1 / (1 + Math.exp(-(model.calibration.slope * raw + model.calibration.intercept)));
}

/** Points and times: the highest step reached; nothing before the model was trained unless the rule says so. */
export function naiveModelRule(
  rule: ModelRule,
  model: FrozenModel,
  attributes: Json,
  events: NaiveEvent[],
  asOf: number,
): { points: number; times: number } {
  if (!rule.backdate && asOf < Date.parse(model.trained_at)) return { points: 0, times: 0 };
  const probability = naiveProbability(model, attributes, events, asOf);
  const reached = rule.steps.filter((step) => probability >= step.from);
  const best = Math.max(...reached.map((step) => step.from));
  const step = reached.find(({ from }) => from === best);
  return { points: step ? step.points : rule.otherwise, times: step ? 1 : 0 };
}
