import type { FrozenModel, ModelColumn } from "../scoring/frozen-model.ts";
import { rawLogOdds } from "../scoring/predict.ts";
import { fitLogistic } from "../statistics/logistic.ts";
import { BOOSTING, fitBoosting } from "./boosting.ts";

export type ModelKind = FrozenModel["kind"];
/** Rows of the design: n × p values, and who converted. */
export type Matrix = { x: Float64Array; n: number; p: number; y: Uint8Array };

export const rowOf = ({ x, p }: Matrix, i: number): Float64Array => x.subarray(i * p, (i + 1) * p);

/** The rows named, as a matrix of their own. */
export function pick(all: Matrix, rows: ArrayLike<number>): Matrix {
  const part = {
    x: new Float64Array(rows.length * all.p),
    n: rows.length,
    p: all.p,
    y: new Uint8Array(rows.length),
  };
  for (let k = 0; k < rows.length; k++) {
    part.x.set(rowOf(all, rows[k] as number), k * all.p);
    part.y[k] = all.y[rows[k] as number] as number;
  }
  return part;
}

function centresOf({ x, n, p }: Matrix): number[] {
  return Array.from({ length: p }, (_, j) => {
    let sum = 0;
    let known = 0;
    for (let i = j; i < n * p; i += p) {
      const value = x[i] as number;
      if (Number.isNaN(value)) continue;
      sum += value;
      known++;
    }
    return known === 0 ? 0 : sum / known;
  });
}

const IDENTITY = { slope: 1, intercept: 0 };

/** Trains one model on the rows, not yet calibrated. */
export function fitModel(
  kind: ModelKind,
  data: Matrix,
  columns: ModelColumn[],
  trainedAt: string,
): FrozenModel {
  const centres = centresOf(data);
  const head = { format: 1 as const, trained_at: trainedAt, columns, kind, centres, calibration: IDENTITY };
  if (kind === "boosting") {
    // A fifteenth of few leads is still enough to end a leaf: two of ten would be chance.
    const minLeaf = Math.max(5, Math.min(BOOSTING.minLeaf, Math.floor(data.n / 15)));
    const { intercept, trees } = fitBoosting(data, { ...BOOSTING, minLeaf });
    return { ...head, intercept, coefficients: [], trees };
  }
  const filled = data.x.map((value, at) => (Number.isNaN(value) ? (centres[at % data.p] as number) : value));
  const fit = fitLogistic({ ...data, x: filled });
  return { ...head, intercept: fit.intercept, coefficients: Array.from(fit.coefficients), trees: [] };
}

/** Log odds of each row, before calibration. */
export const logOddsOf = (model: FrozenModel, data: Matrix): Float64Array =>
  Float64Array.from({ length: data.n }, (_, i) => rawLogOdds(model, rowOf(data, i)));

/**
 * Platt's calibration: outcome on log odds, by logistic regression on leads that the model has not seen (Platt 1999). A
 * slope of 0 or less would turn the order round, so it is not believed.
 */
export function platt(logOdds: Float64Array, y: Uint8Array): FrozenModel["calibration"] {
  const { intercept, coefficients } = fitLogistic({ x: logOdds, n: y.length, p: 1, y, l2: 0.01 });
  const slope = coefficients[0] as number;
  return slope > 0.01 ? { slope, intercept } : IDENTITY;
}

export const calibrated = (
  logOdds: Float64Array,
  { slope, intercept }: FrozenModel["calibration"],
): Float64Array => logOdds.map((z) => 1 / (1 + Math.exp(-(slope * z + intercept))));
