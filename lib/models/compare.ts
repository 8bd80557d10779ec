import type { ModelColumn } from "../scoring/frozen-model.ts";
import { type Auc, auc } from "../statistics/auc.ts";
import { type Calibration, calibration } from "../statistics/calibration.ts";
import { type TopShare, topShare } from "../statistics/top-share.ts";
import { calibrated, fitModel, logOddsOf, type Matrix, type ModelKind, pick, platt } from "./fit.ts";

/** What one kind of model reached on leads that it was not trained on. */
export type Quality = { kind: ModelKind; auc: Auc; top_tenth: TopShare | null; calibration: Calibration };
export type Comparison = {
  /** `forward`: trained on the older, tested on the newer. `folds`: five times four fifths, for rows without dates. */
  method: "forward" | "folds";
  trained_on: number;
  tested_on: number;
  candidates: Quality[];
  best: ModelKind;
  /** How far the best kind's order is from chance, in standard errors, over all leads it had not seen. */
  evidence: number;
  /** Platt's calibration of each kind, from leads that it was not trained on. */
  calibrations: Record<ModelKind, { slope: number; intercept: number }>;
};

export const KINDS: readonly ModelKind[] = ["logistic", "boosting"];
const FOLDS = 5;
/** Boosting has to be better by this much: of two that are as good, the one that can be read is kept. */
const MARGIN = 0.003;

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k);

function judge(kind: ModelKind, probabilities: Float64Array, y: Uint8Array): Quality | null {
  const found = auc(probabilities, y);
  if (!found) return null;
  return {
    kind,
    auc: found,
    top_tenth: topShare(probabilities, y, 0.1),
    calibration: calibration(probabilities, y),
  };
}

const Z_95 = 1.959963984540054;

/**
 * Independent AUCs against a half, each weighed by its precision. A perfect order has no variance, so no standard error is
 * taken to be less than that of one case in the rarer class.
 */
export function evidenceOf(found: readonly Auc[]): number {
  const parts = found.map(({ auc: value, low, high, positives, negatives }) => {
    const error = Math.max((high - value) / Z_95, (value - low) / Z_95, 0.5 / Math.min(positives, negatives));
    return { above: value - 0.5, weight: 1 / error ** 2 };
  });
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  return parts.reduce((sum, part) => sum + part.above * part.weight, 0) / Math.sqrt(weight);
}

function choose(candidates: Quality[]): ModelKind {
  const of = (kind: ModelKind) => candidates.find((candidate) => candidate.kind === kind)?.auc.auc ?? 0;
  return of("boosting") > of("logistic") + MARGIN ? "boosting" : "logistic";
}

/**
 * Both kinds, trained on the older 60 % and calibrated on the next 20 %, then trained on those 80 % and tested on the newest
 * 20 %. The kind is chosen before the newest are looked at.
 * @param data rows in the order in which the leads came
 * @returns null where a part holds only one outcome
 */
export function compareForward(data: Matrix, columns: ModelColumn[], trainedAt: string): Comparison | null {
  const first = Math.floor(data.n * 0.6);
  const second = Math.floor(data.n * 0.8);
  const parts = [range(0, first), range(first, second), range(second, data.n)] as const;
  const [oldest, middle, newest] = parts.map((rows) => pick(data, rows)) as [Matrix, Matrix, Matrix];
  if ([oldest, middle, newest].some(({ y }) => !y.includes(0) || !y.includes(1))) return null;
  const older = pick(data, range(0, second));
  const chosen: Quality[] = [];
  const candidates: Quality[] = [];
  const calibrations = { logistic: { slope: 1, intercept: 0 }, boosting: { slope: 1, intercept: 0 } };
  for (const kind of KINDS) {
    const early = logOddsOf(fitModel(kind, oldest, columns, trainedAt), middle);
    const map = platt(early, middle.y);
    const late = logOddsOf(fitModel(kind, older, columns, trainedAt), newest);
    const inTheMiddle = judge(kind, calibrated(early, map), middle.y);
    const atTheEnd = judge(kind, calibrated(late, map), newest.y);
    if (!inTheMiddle || !atTheEnd) return null;
    chosen.push(inTheMiddle);
    candidates.push(atTheEnd);
    calibrations[kind] = platt(late, newest.y);
  }
  const best = choose(chosen);
  const evidence = evidenceOf(
    [...chosen, ...candidates].flatMap((one) => (one.kind === best ? [one.auc] : [])),
  );
  return {
    method: "forward",
    trained_on: second,
    tested_on: newest.n,
    candidates,
    best,
    evidence,
    calibrations,
  };
}

/** Five folds by row number, for rows that have no dates; calibrated on the folds' predictions of other folds. */
export function compareFolds(data: Matrix, columns: ModelColumn[], trainedAt: string): Comparison | null {
  const all = range(0, data.n);
  const candidates: Quality[] = [];
  const calibrations = { logistic: { slope: 1, intercept: 0 }, boosting: { slope: 1, intercept: 0 } };
  for (const kind of KINDS) {
    const logOdds = new Float64Array(data.n);
    for (let fold = 0; fold < FOLDS; fold++) {
      const held = all.filter((i) => i % FOLDS === fold);
      const rest = all.filter((i) => i % FOLDS !== fold);
      const found = logOddsOf(fitModel(kind, pick(data, rest), columns, trainedAt), pick(data, held));
      held.forEach((i, k) => {
        logOdds[i] = found[k] as number;
      });
    }
    const probabilities = new Float64Array(data.n);
    for (let fold = 0; fold < FOLDS; fold++) {
      const rest = all.filter((i) => i % FOLDS !== fold);
      const map = platt(
        Float64Array.from(rest, (i) => logOdds[i] as number),
        Uint8Array.from(rest, (i) => data.y[i] as number),
      );
      const mapped = calibrated(logOdds, map);
      for (const i of all) if (i % FOLDS === fold) probabilities[i] = mapped[i] as number;
    }
    const quality = judge(kind, probabilities, data.y);
    if (!quality) return null;
    candidates.push(quality);
    calibrations[kind] = platt(logOdds, data.y);
  }
  const best = choose(candidates);
  const evidence = evidenceOf(candidates.flatMap((one) => (one.kind === best ? [one.auc] : [])));
  return { method: "folds", trained_on: data.n, tested_on: data.n, candidates, best, evidence, calibrations };
}
