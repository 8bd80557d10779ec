import { describe, expect, it } from "vitest";
import { poissonRate } from "./poisson.ts";

describe("poissonRate", () => {
  // Exact limits (Garwood 1936): chi-square quantiles over two.
  it.each([
    [1, 0.0253, 5.572],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    [100, 81.36, 121.63],
  ])("is close to the exact interval of %i cases", (count, low, high) => {
    const found = poissonRate(count, 1);
    expect(found?.rate).toBe(count);
    expect(Math.abs((found?.low ?? 0) - low)).toBeLessThan(0.06);
    expect(Math.abs((found?.high ?? 0) - high)).toBeLessThan(0.06);
  });

  it("is given for the unit asked for, reaches down to nothing, and has no rate without time", () => {
    expect(poissonRate(10, 5)?.rate).toBe(2);
    expect(poissonRate(0, 2)).toMatchObject({ rate: 0, low: 0 });
    expect(poissonRate(0, 2)?.high).toBeCloseTo(3.69 / 2, 1);
    expect(poissonRate(3, 0)).toBeNull();
  });
});
