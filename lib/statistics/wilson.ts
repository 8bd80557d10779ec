/** The normal quantile for a 95 % interval. */
const Z_95 = 1.959963984540054;

export type Proportion = { rate: number; low: number; high: number };

/**
 * A share with its Wilson score interval, which stays within 0 … 1 and is honest for few cases and for 0 % or 100 %.
 * Formula: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927), 209–212.
 * @param successes 0 … n
 * @returns null where n is 0: there is no rate of nobody
 */
export function wilson(successes: number, n: number, z: number = Z_95): Proportion | null {
  if (n <= 0) return null;
  const rate = successes / n;
  const square = z * z;
  const middle = rate + square / (2 * n);
  const half = z * Math.sqrt((rate * (1 - rate)) / n + square / (4 * n * n));
  const within = (x: number) => Math.min(1, Math.max(0, x / (1 + square / n)));
  // Rounding must not take the ends past 0 % and 100 %, which the formula meets exactly.
  return {
    rate,
    low: successes === 0 ? 0 : within(middle - half),
    high: successes === n ? 1 : within(middle + half),
  };
}
