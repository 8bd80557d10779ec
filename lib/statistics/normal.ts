/**
 * How likely a standard normal value at least this far from 0, on either side, is.
 * Formula: erfc by Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 7.1.26; off by at most 1.5e-7.
 */
export function twoSidedP(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series = 0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)));
  return t * series * Math.exp(-x * x);
}

/** The normal quantile for a 95 % interval. */
export const Z_95 = 1.959963984540054;
