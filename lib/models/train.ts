import type { Fields } from "../scoring/field.ts";
import type { FrozenModel, ModelColumn } from "../scoring/frozen-model.ts";
import { type Comparison, compareFolds, compareForward } from "./compare.ts";
import { type Design, designOf, encode } from "./design.ts";
import { fitModel, type Matrix } from "./fit.ts";
import { type FilledTimes, findLeaks, type Leak } from "./leaks.ts";

export type TrainingInput = {
  /** What was known of each lead, oldest first. */
  attributes: readonly Fields[];
  /** 1 converted, 0 not. */
  y: Uint8Array;
  /** Columns of events, and each lead's counts in their order. */
  eventColumns?: ModelColumn[];
  counts?: readonly ArrayLike<number>[];
  filledTimes?: FilledTimes;
  /** Fields that are used although they look like a leak: somebody knows better and said why. */
  overruled?: ReadonlySet<string>;
  /** `folds` for rows without dates. */
  method?: Comparison["method"];
  trainedAt: string;
};

export type Learnt = {
  outcome: "trained" | "too_few" | "nothing_to_learn";
  n: number;
  converted: number;
  leaks: (Leak & { overruled: boolean })[];
  unused: Design["unused"];
  comparison: Comparison | null;
  model: FrozenModel | null;
};

/** Converted, and not converted, leads that training asks for. */
export const LEAST_OF_EACH = 40;
/** A normal quantile: by chance the order is as far from a half once in two thousand trainings, two models being tried. */
const LEAST_EVIDENCE = 3.29;
const LEAST_AUC = 0.55;

/** Whether the order found in unseen leads may be chance, or is too weak to go by. */
export function isNothing({ candidates, best, evidence }: Comparison): boolean {
  const found = candidates.find(({ kind }) => kind === best)?.auc;
  return !found || found.auc < LEAST_AUC || evidence < LEAST_EVIDENCE;
}

/**
 * The whole of a training: leaks are left out, both kinds compared on leads they have not seen, the better one trained on
 * everybody and calibrated. Pure, and repeatable to the bit.
 */
export function train(input: TrainingInput): Learnt {
  const { attributes, y, eventColumns = [], counts = [], overruled = new Set() } = input;
  const n = attributes.length;
  const converted = y.reduce((sum, label) => sum + label, 0);
  const none = { n, converted, leaks: [], unused: [], comparison: null, model: null };
  if (converted < LEAST_OF_EACH || n - converted < LEAST_OF_EACH) return { outcome: "too_few", ...none };
  const leaks = findLeaks(attributes, y, input.filledTimes).map((leak) => ({
    ...leak,
    overruled: overruled.has(leak.field),
  }));
  const leftOut = new Set(leaks.filter((leak) => !leak.overruled).map(({ field }) => field));
  const design = designOf(attributes, leftOut);
  const columns = [...design.columns, ...eventColumns];
  const found = { n, converted, leaks, unused: design.unused };
  if (columns.length === 0) return { outcome: "nothing_to_learn", ...found, comparison: null, model: null };
  const data: Matrix = { x: encode(columns, attributes, counts), n, p: columns.length, y };
  const compare = input.method === "folds" ? compareFolds : compareForward;
  const comparison = compare(data, columns, input.trainedAt);
  if (!comparison) return { outcome: "too_few", ...found, comparison: null, model: null };
  if (isNothing(comparison)) return { outcome: "nothing_to_learn", ...found, comparison, model: null };
  const fitted = fitModel(comparison.best, data, columns, input.trainedAt);
  const model = { ...fitted, calibration: comparison.calibrations[comparison.best] };
  return { outcome: "trained", ...found, comparison, model };
}
