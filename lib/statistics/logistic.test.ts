import fc from "fast-check";
import { expect, test } from "vitest";
import { fitLogistic, sigmoid } from "./logistic.ts";

/** Rows whose outcome follows 0.5 + 1.2 a - 0.8 b, with `b` far from 0 and on another scale. */
function rows(n: number) {
  const x = new Float64Array(n * 2);
  const y = new Uint8Array(n);
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < n; i++) {
    const a = random() * 4 - 2;
    const b = random() * 4 - 2;
    x[i * 2] = a;
    x[i * 2 + 1] = 1000 + 100 * b;
    y[i] = random() < sigmoid(0.5 + 1.2 * a - 0.8 * b) ? 1 : 0;
  }
  return { x, y, n, p: 2 };
}

test("of a 2 × 2 table it gives the log odds ratio and its textbook variance", () => {
  // With one yes-or-no column the estimate is the log odds ratio, its variance 1/a + 1/b + 1/c + 1/d.
  const cells = [
    { x: 0, y: 0, n: 30 },
    { x: 0, y: 1, n: 10 },
    { x: 1, y: 0, n: 15 },
    { x: 1, y: 1, n: 25 },
  ];
  const x = Float64Array.from(cells, (cell) => cell.x);
  const y = Uint8Array.from(cells, (cell) => cell.y);
  const weights = Float64Array.from(cells, (cell) => cell.n);
  const fit = fitLogistic({ x, y, n: 4, p: 1, weights, l2: 0 });
  expect(fit.converged).toBe(true);
  expect(fit.intercept).toBeCloseTo(Math.log(10 / 30), 6);
  expect(fit.coefficients[0]).toBeCloseTo(Math.log((25 * 30) / (15 * 10)), 6);
  expect(fit.covariance[3]).toBeCloseTo(1 / 30 + 1 / 10 + 1 / 15 + 1 / 25, 5);
  expect(fit.covariance[0]).toBeCloseTo(1 / 30 + 1 / 10, 5);
});

test("finds the coefficients behind the rows, whatever the columns' units, within three standard errors", () => {
  const fit = fitLogistic({ ...rows(20_000), l2: 1e-6 });
  const error = (j: number) => Math.sqrt(fit.covariance[j * 3 + j] as number);
  expect(Math.abs((fit.coefficients[0] as number) - 1.2)).toBeLessThan(3 * error(1));
  expect(Math.abs((fit.coefficients[1] as number) + 0.008)).toBeLessThan(3 * error(2));
  expect(Math.abs(fit.intercept - 8.5)).toBeLessThan(3 * error(0));
});

test("at the estimate the penalised likelihood has no slope", () => {
  const data = rows(500);
  const l2 = 5;
  const fit = fitLogistic({ ...data, l2 });
  const column = (j: number) => Array.from({ length: data.n }, (_, i) => data.x[i * 2 + j] as number);
  for (const j of [0, 1]) {
    const values = column(j);
    const mean = values.reduce((sum, v) => sum + v, 0) / data.n;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / data.n;
    const residual = values.reduce((sum, v, i) => {
      const eta =
        fit.intercept +
        (fit.coefficients[0] as number) * (data.x[i * 2] as number) +
        (fit.coefficients[1] as number) * (data.x[i * 2 + 1] as number);
      return sum + ((data.y[i] as number) - sigmoid(eta)) * (v - mean);
    }, 0);
    // Of coefficients per deviation: slope = residual / deviation - l2 × coefficient × deviation.
    const deviation = Math.sqrt(variance);
    expect(residual / deviation - l2 * (fit.coefficients[j] as number) * deviation).toBeCloseTo(0, 3);
  }
});

test("a whole-number weight is the same as repeated rows", () => {
  const base = rows(60);
  const weights = Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 3));
  const repeated = Array.from(weights).flatMap((weight, i) => Array.from({ length: weight }, () => i));
  const x = Float64Array.from(
    repeated.flatMap((i) => [base.x[i * 2] as number, base.x[i * 2 + 1] as number]),
  );
  const y = Uint8Array.from(repeated, (i) => base.y[i] as number);
  const one = fitLogistic({ ...base, weights, l2: 0 });
  const other = fitLogistic({ x, y, n: repeated.length, p: 2, l2: 0 });
  expect(one.intercept).toBeCloseTo(other.intercept, 6);
  expect(one.coefficients[0]).toBeCloseTo(other.coefficients[0] as number, 6);
});

test("separated, constant and missing outcomes give finite numbers", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 4 }),
      fc.infiniteStream(fc.constantFrom(0, 1, -3, 1000)),
      fc.constantFrom("separated", "all", "none"),
      (n, p, stream, kind) => {
        const x = Float64Array.from({ length: n * p }, () => stream.next().value as number);
        const y = Uint8Array.from({ length: n }, (_, i) =>
          kind === "all" ? 1 : kind === "none" ? 0 : (x[i * p] ?? 0) > 0 ? 1 : 0,
        );
        const fit = fitLogistic({ x, n, p, y });
        expect([fit.intercept, ...fit.coefficients, ...fit.covariance].every(Number.isFinite)).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});

test("a column that never varies counts for nothing", () => {
  const x = Float64Array.from([7, 1, 7, 0, 7, 1, 7, 0]);
  const fit = fitLogistic({ x, n: 4, p: 2, y: Uint8Array.from([1, 0, 1, 1]) });
  expect(fit.coefficients[0]).toBe(0);
});
