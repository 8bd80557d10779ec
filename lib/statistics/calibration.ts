import { wilson } from "./wilson.ts";

export type CalibrationBin = {
  /** Lowest and highest prediction in the bin. */
  from: number;
  to: number;
  n: number;
  converted: number;
  /** Mean prediction. */
  predicted: number;
  /** Share that converted, with its Wilson 95 % interval. */
  rate: number;
  low: number;
  high: number;
};

export type Calibration = {
  n: number;
  /** Mean squared difference of prediction and outcome (Brier, Monthly Weather Review 78 (1950), 1–3); null for nobody. */
  brier: number | null;
  /** The mean prediction and the share that converted; null for nobody. */
  predicted: number | null;
  observed: number | null;
  bins: CalibrationBin[];
};

/**
 * What was predicted beside what happened, in `bins` parts of about equal size by prediction; equal predictions are never
 * parted, so there may be fewer.
 * @param probabilities 0 … 1
 * @param labels 1 converted, 0 not
 */
export function calibration(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
): Calibration {
  const n = probabilities.length;
  const p = (i: number) => probabilities[i] as number;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => p(a) - p(b));
  const found: CalibrationBin[] = [];
  let squares = 0;
  let sum = 0;
  let converted = 0;
  for (let start = 0; start < n; ) {
    let end = Math.max(start + 1, Math.ceil(((found.length + 1) * n) / bins));
    while (end < n && p(order[end] as number) === p(order[end - 1] as number)) end++;
    const members = order.slice(start, Math.min(end, n));
    const yes = members.filter((i) => labels[i] === 1).length;
    const total = members.reduce((running, i) => running + p(i), 0);
    squares += members.reduce((running, i) => running + (p(i) - (labels[i] as number)) ** 2, 0);
    sum += total;
    converted += yes;
    const interval = wilson(yes, members.length);
    if (interval)
      found.push({
        from: p(members[0] as number),
        to: p(members[members.length - 1] as number),
        n: members.length,
        converted: yes,
        predicted: total / members.length,
        ...interval,
      });
    start = end;
  }
  if (n === 0) return { n, brier: null, predicted: null, observed: null, bins: [] };
  return { n, brier: squares / n, predicted: sum / n, observed: converted / n, bins: found };
}
