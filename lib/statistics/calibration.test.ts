import fc from "fast-check";
import { expect, test } from "vitest";
import { calibration } from "./calibration.ts";
import { topShare } from "./top-share.ts";

test("bins of equal size, each with mean prediction and observed rate", () => {
  const found = calibration([0.1, 0.2, 0.3, 0.8], [0, 1, 0, 1], 2);
  expect(found.bins).toMatchObject([
    { from: 0.1, to: 0.2, n: 2, converted: 1, rate: 0.5 },
    { from: 0.3, to: 0.8, n: 2, converted: 1, rate: 0.5 },
  ]);
  expect(found.bins[0]?.predicted).toBeCloseTo(0.15, 12);
  expect(found.brier).toBeCloseTo((0.01 + 0.64 + 0.09 + 0.04) / 4, 12);
});

test("nobody has no figures", () => {
  expect(calibration([], [])).toEqual({ n: 0, brier: null, predicted: null, observed: null, bins: [] });
  expect(topShare([], [], 0.1)).toBeNull();
});

const cases = fc.array(fc.record({ score: fc.integer({ min: 0, max: 8 }), label: fc.constantFrom(0, 1) }), {
  minLength: 1,
  maxLength: 60,
});

test("every case is in one bin, equal predictions in the same, and the Brier score is the mean square", () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 12 }), (found, bins) => {
      const p = found.map(({ score }) => score / 8);
      const y = found.map(({ label }) => label);
      const got = calibration(p, y, bins);
      expect(got.bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(found.length);
      expect(got.bins.length).toBeLessThanOrEqual(bins);
      for (let b = 1; b < got.bins.length; b++)
        expect(got.bins[b]?.from).toBeGreaterThan(got.bins[b - 1]?.to as number);
      for (const bin of got.bins) {
        const inside = found.filter(({ score }) => score / 8 >= bin.from && score / 8 <= bin.to);
        expect(inside.length).toBe(bin.n);
        expect(inside.filter(({ label }) => label === 1).length).toBe(bin.converted);
      }
      const naive = found.reduce((sum, c) => sum + (c.score / 8 - c.label) ** 2, 0) / found.length;
      expect(got.brier).toBeCloseTo(naive, 10);
    }),
  );
});

test("the top share does not depend on the order of rows, and is the mean over all ways to break ties", () => {
  fc.assert(
    fc.property(cases, fc.double({ min: 0.05, max: 1, noNaN: true }), (found, share) => {
      const of = (rows: typeof found) =>
        topShare(
          rows.map(({ score }) => score),
          rows.map(({ label }) => label),
          share,
        );
      const got = of(found);
      expect(of([...found].reverse())).toEqual(got);
      if (!got) return;
      const best = [...found].sort((a, b) => b.score - a.score || b.label - a.label).slice(0, got.n);
      const worst = [...found].sort((a, b) => b.score - a.score || a.label - b.label).slice(0, got.n);
      const yes = (rows: typeof found) => rows.filter(({ label }) => label === 1).length;
      expect(got.converted).toBeLessThanOrEqual(yes(best) + 1e-9);
      expect(got.converted).toBeGreaterThanOrEqual(yes(worst) - 1e-9);
    }),
  );
});
