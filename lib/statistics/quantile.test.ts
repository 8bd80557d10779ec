import fc from "fast-check";
import { expect, test } from "vitest";
import { quantile } from "./quantile.ts";

test("nothing has no quantile", () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(quantile([[3, 0]], 0.5)).toBeNull();
});

test("the median of an even number is the lower of the middle two, a value that came", () => {
  const four = [1, 2, 3, 10].map((value) => [value, 1] as const);
  expect(quantile(four, 0.5)).toBe(2);
  expect(quantile(four, 0.9)).toBe(10);
});

test("equals picking by place from the sorted values", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 100 }),
      (values, percent) => {
        const sorted = values.toSorted((a, b) => a - b);
        // The place in whole numbers: ceil(percent * n / 100).
        const place = Math.floor((percent * values.length + 99) / 100);
        expect(
          quantile(
            values.map((value) => [value, 1]),
            percent / 100,
          ),
        ).toBe(sorted[place - 1]);
      },
    ),
  );
});
