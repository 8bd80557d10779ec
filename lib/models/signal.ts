import { foldedText, readNumber } from "../scoring/values.ts";
import { auc } from "../statistics/auc.ts";
import { isMissing } from "./rows.ts";

/** How well one field alone tells who converts. */
export type FieldSignal = {
  auc: number;
  low: number;
  /** The same of the mere fact that it is filled. */
  presence: number;
  /** Share of leads whose value (of 30 leads or more) all but settles the outcome. */
  settled: number;
};

const FOLDS = 5;
const BINS = 20;
/** Leads that count as average in each value's rate, so that rare values promise nothing. */
const PRIOR = 10;
const LEAST = 30;

/** Each value as a class: numbers by twentieths, everything else by its text; 0 is missing. */
export function classesOf(values: readonly unknown[]): Int32Array {
  const filled = values.filter((value) => !isMissing(value));
  const numbers = filled.map(readNumber);
  const distinct = new Set(numbers);
  const isNumeric =
    filled.length > 0 && numbers.every((value) => !Number.isNaN(value)) && distinct.size > BINS;
  if (isNumeric) {
    const sorted = Float64Array.from(numbers).sort();
    const cuts = Array.from(
      { length: BINS - 1 },
      (_, b) => sorted[Math.floor(((b + 1) * sorted.length) / BINS)],
    );
    return Int32Array.from(values, (value) => {
      if (isMissing(value)) return 0;
      const number = readNumber(value);
      return 1 + cuts.filter((cut) => number > (cut as number)).length;
    });
  }
  const known = new Map<string, number>();
  return Int32Array.from(values, (value) => {
    if (isMissing(value)) return 0;
    const text = foldedText(value) ?? JSON.stringify(value);
    const code = known.get(text) ?? known.size + 1;
    known.set(text, code);
    return code;
  });
}

/**
 * Signal of one field, each lead judged by the rates of its class among leads of the other four fifths.
 * @returns null where nobody converted, or everybody
 */
export function fieldSignal(values: readonly unknown[], y: Uint8Array): FieldSignal | null {
  const classes = classesOf(values);
  const size = classes.reduce((most, code) => Math.max(most, code), 0) + 1;
  const count = Array.from({ length: FOLDS + 1 }, () => new Float64Array(size));
  const yes = Array.from({ length: FOLDS + 1 }, () => new Float64Array(size));
  const bump = (list: Float64Array[], fold: number, code: number, by: number) => {
    for (const place of [fold, FOLDS]) {
      const row = list[place] as Float64Array;
      row[code] = (row[code] as number) + by;
    }
  };
  classes.forEach((code, i) => {
    bump(count, i % FOLDS, code, 1);
    bump(yes, i % FOLDS, code, y[i] as number);
  });
  const total = y.reduce((sum, label) => sum + label, 0);
  const base = total / Math.max(1, y.length);
  const all = count[FOLDS] as Float64Array;
  const allYes = yes[FOLDS] as Float64Array;
  const scores = Float64Array.from(classes, (code, i) => {
    const fold = i % FOLDS;
    const n = (all[code] as number) - (count[fold]?.[code] as number);
    const converted = (allYes[code] as number) - (yes[fold]?.[code] as number);
    return (converted + PRIOR * base) / (n + PRIOR);
  });
  const own = auc(scores, y);
  const filled = auc(
    Float64Array.from(classes, (code) => (code === 0 ? 0 : 1)),
    y,
  );
  if (!own || !filled) return null;
  const settled = classes.filter((code) => {
    const n = all[code] as number;
    const rate = (allYes[code] as number) / n;
    return n >= LEAST && (rate >= 0.95 || (rate <= 0.05 && base >= 0.2));
  }).length;
  return {
    auc: own.auc,
    low: own.low,
    presence: Math.max(filled.auc, 1 - filled.auc),
    settled: settled / Math.max(1, y.length),
  };
}
