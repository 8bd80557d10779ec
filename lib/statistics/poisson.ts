/** The normal quantile for a 95 % interval. */
const Z_95 = 1.959963984540054;

export type Rate = { rate: number; low: number; high: number };

/**
 * How many there are in a unit of time, with Byar's approximate Poisson interval, which is close to the exact one from
 * a single case on.
 * Formula: N. E. Breslow and N. E. Day, "Statistical Methods in Cancer Research", vol. II (1987), p. 69.
 * @param count what was counted, 0 or more
 * @param units the time it was counted in, in the unit of the rate
 * @returns null where no time was looked at
 */
export function poissonRate(count: number, units: number, z: number = Z_95): Rate | null {
  if (!(units > 0)) return null;
  const end = (x: number, sign: 1 | -1) => x * (1 - 1 / (9 * x) + (sign * z) / (3 * Math.sqrt(x))) ** 3;
  return {
    rate: count / units,
    low: count === 0 ? 0 : Math.max(0, end(count, -1)) / units,
    high: end(count + 1, 1) / units,
  };
}
