/** How often each value came, in any order; values may repeat. */
export type Tally = readonly (readonly [value: number, n: number])[];

/**
 * The smallest value that at least the share `p` of all do not exceed: the inverse of the empirical distribution, which is
 * always a value that really came.
 * Formula: R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996), type 1.
 * @param p above 0, at most 1
 * @returns null of nothing
 */
export function quantile(tally: Tally, p: number): number | null {
  const sorted = tally.filter(([, n]) => n > 0).toSorted(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, n]) => sum + n, 0);
  // Rounding must not ask for one more than there are: 0.1 * 30 is a little above 3.
  const rank = Math.max(1, Math.ceil(p * total - 1e-9));
  let seen = 0;
  for (const [value, n] of sorted) {
    seen += n;
    if (seen >= rank) return value;
  }
  return null;
}
