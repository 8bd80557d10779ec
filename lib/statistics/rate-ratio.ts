/** The normal quantile for a 95 % interval. */
const Z_95 = 1.959963984540054;

/** Below so many cases on either side nobody should compare. */
export const FEWEST = 30;

export type Cases = { n: number; successes: number };
export type RateRatio = { ratio: number | null; low: number | null; high: number | null };
const UNKNOWN: RateRatio = { ratio: null, low: null, high: null };

/**
 * The rate of `a` over the rate of `b` with its 95 % interval on the log scale. Where one side has no success half a case
 * is added to all counts, for the interval only; without a success of `b` there is no ratio, and no upper end.
 * Formula: D. Katz et al., "Obtaining Confidence Intervals for the Risk Ratio in Cohort Studies", Biometrics 34 (1978),
 * 469–474; the half: S. D. Walter, "The distribution of Levin's measure of attributable risk", Biometrika 62 (1975).
 * @param fewest all null where either side has fewer cases
 */
export function rateRatio(a: Cases, b: Cases, fewest = FEWEST, z: number = Z_95): RateRatio {
  if (a.n < fewest || b.n < fewest || a.n <= 0 || b.n <= 0) return UNKNOWN;
  if (a.successes === 0 && b.successes === 0) return UNKNOWN;
  const half = a.successes === 0 || b.successes === 0 ? 0.5 : 0;
  const [x, m, y, n] = [a.successes + half, a.n + half, b.successes + half, b.n + half];
  const log = Math.log(x / m) - Math.log(y / n);
  const error = z * Math.sqrt(1 / x - 1 / m + 1 / y - 1 / n);
  return {
    ratio: b.successes === 0 ? null : a.successes / a.n / (b.successes / b.n),
    low: a.successes === 0 ? 0 : Math.exp(log - error),
    high: b.successes === 0 ? null : Math.exp(log + error),
  };
}
