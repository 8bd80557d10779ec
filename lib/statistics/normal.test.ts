import { expect, it } from "vitest";
import { twoSidedP, Z_95 } from "./normal.ts";

it.each([
  [0, 1],
  [1, 0.3173105],
  [Z_95, 0.05],
  [-2.5758293, 0.01],
  [3.8905919, 0.0001],
])("a value %f away from 0 or further has probability %f", (z, p) => {
  expect(Math.abs(twoSidedP(z) - p)).toBeLessThan(2e-7);
});
