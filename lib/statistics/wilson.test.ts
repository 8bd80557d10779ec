import fc from "fast-check";
import { expect, test } from "vitest";
import { wilson } from "./wilson.ts";

const rounded = (successes: number, n: number) => {
  const found = wilson(successes, n);
  return found && [found.low, found.high].map((x) => Number(x.toFixed(4)));
};

test("agrees with published 95 % intervals (Newcombe 1998, method 3)", () => {
  expect(rounded(81, 263)).toEqual([0.2553, 0.3662]);
  expect(rounded(15, 148)).toEqual([0.0624, 0.1605]);
  expect(rounded(0, 20)).toEqual([0, 0.1611]);
  expect(rounded(1, 29)).toEqual([0.0061, 0.1718]);
});

test("nobody has no rate", () => {
  expect(wilson(0, 0)).toBeNull();
});

test("the interval holds the rate, lies within 0 and 1, and mirrors itself for failures", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (n, share) => {
        const successes = Math.round(n * share);
        const found = wilson(successes, n);
        const mirrored = wilson(n - successes, n);
        if (!found || !mirrored) throw new Error("no interval");
        expect(found.low).toBeGreaterThanOrEqual(0);
        expect(found.high).toBeLessThanOrEqual(1);
        expect(found.low).toBeLessThanOrEqual(found.rate);
        expect(found.high).toBeGreaterThanOrEqual(found.rate);
        expect(found.low).toBeCloseTo(1 - mirrored.high, 9);
      },
    ),
  );
});
