import fc from "fast-check";
import { expect, it } from "vitest";
import { FEWEST, rateRatio } from "./rate-ratio.ts";

const cases = (successes: number, n: number) => ({ n, successes });

it("gives the figures of a worked example (aspirin and myocardial infarction, 1988)", () => {
  const { ratio, low, high } = rateRatio(cases(189, 11_034), cases(104, 11_037));
  expect([ratio, low, high].map((x) => Number(x?.toFixed(2)))).toEqual([1.82, 1.43, 2.31]);
});

it("says nothing of few cases on either side", () => {
  const unknown = { ratio: null, low: null, high: null };
  expect(rateRatio(cases(5, FEWEST - 1), cases(50, 500))).toEqual(unknown);
  expect(rateRatio(cases(50, 500), cases(5, FEWEST - 1))).toEqual(unknown);
  expect(rateRatio(cases(0, 500), cases(0, 500))).toEqual(unknown);
});

it("bounds what has no success on one side", () => {
  expect(rateRatio(cases(0, 100), cases(20, 100))).toMatchObject({ ratio: 0, low: 0 });
  expect(rateRatio(cases(0, 100), cases(20, 100)).high).toBeLessThan(1);
  const none = rateRatio(cases(20, 100), cases(0, 100));
  expect(none).toMatchObject({ ratio: null, high: null });
  expect(none.low).toBeGreaterThan(1);
});

const arm = fc.integer({ min: FEWEST, max: 5_000 }).chain((n) =>
  fc.integer({ min: 1, max: n }).map((successes) => ({ n, successes })),
);

it("holds its ratio, and turns over with its sides", () => {
  fc.assert(fc.property(arm, arm, (a, b) => {
  const forth = rateRatio(a, b);
  const back = rateRatio(b, a);
  expect(forth.low).toBeLessThanOrEqual((forth.ratio ?? 0) + 1e-12);
  expect(forth.high).toBeGreaterThanOrEqual((forth.ratio ?? 0) - 1e-12);
  expect((forth.ratio ?? 0) * (back.ratio ?? 0)).toBeCloseTo(1, 8);
  expect((forth.low ?? 0) * (back.high ?? 0)).toBeCloseTo(1, 8);
  }));
});
