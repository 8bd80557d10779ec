import fc from "fast-check";
import { expect, test } from "vitest";
import { auc } from "./auc.ts";

const cases = fc.array(fc.record({ score: fc.integer({ min: 0, max: 6 }), label: fc.constantFrom(0, 1) }), {
  minLength: 2,
  maxLength: 40,
});

/** Every pair looked at: the share in which the converted one scores higher, and DeLong's components by definition. */
function naive(found: { score: number; label: number }[]) {
  const yes = found.filter(({ label }) => label === 1).map(({ score }) => score);
  const no = found.filter(({ label }) => label === 0).map(({ score }) => score);
  const wins = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
  const mean = (list: number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
  const variance = (list: number[]) =>
    list.reduce((sum, v) => sum + (v - mean(list)) ** 2, 0) / (list.length - 1);
  const above = yes.map((a) => mean(no.map((b) => wins(a, b))));
  const below = no.map((b) => mean(yes.map((a) => wins(a, b))));
  return { value: mean(above), error: Math.sqrt(variance(above) / yes.length + variance(below) / no.length) };
}

test("is the share of pairs in the right order, ties half, with DeLong's interval", () => {
  fc.assert(
    fc.property(cases, (found): void => {
      const got = auc(
        found.map(({ score }) => score),
        found.map(({ label }) => label),
      );
      const positives = found.filter(({ label }) => label === 1).length;
      if (positives === 0 || positives === found.length) {
        expect(got).toBeNull();
        return;
      }
      const { value, error } = naive(found);
      expect(got?.auc).toBeCloseTo(value, 10);
      if (positives < 2 || found.length - positives < 2) {
        expect(got).toMatchObject({ low: 0, high: 1 });
        return;
      }
      expect(got?.low).toBeCloseTo(Math.max(0, value - 1.959964 * error), 6);
      expect(got?.high).toBeCloseTo(Math.min(1, value + 1.959964 * error), 6);
    }),
  );
});

test("a perfect order is 1, its reverse 0, no order a half", () => {
  expect(auc([1, 2, 3, 4], [0, 0, 1, 1])?.auc).toBe(1);
  expect(auc([4, 3, 2, 1], [0, 0, 1, 1])?.auc).toBe(0);
  expect(auc([5, 5, 5, 5], [0, 1, 0, 1])?.auc).toBe(0.5);
});
