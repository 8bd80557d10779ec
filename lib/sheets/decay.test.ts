import { expect, it } from "vitest";
import type { Rule } from "../scoring/schema.ts";
import { decayOf } from "./decay.ts";
import { sheetContent } from "./testing.ts";

const [pricing, title] = sheetContent().rules as [Rule, Rule];
const rule = (changed: object) => ({ ...pricing, ...changed }) as Rule;

it("halves with each half-life, over three of them where no window ends it", () => {
  const decay = decayOf(rule({ points: 16, half_life_days: 30, window_days: null }));
  expect(decay).toMatchObject({ points: 16, days: 90, half: 30, ends: false });
  const at = (days: number) => decay?.steps.find((step) => step.at === days)?.points;
  expect([at(0), at(30), at(60), at(90)]).toEqual([16, 8, 4, 2]);
});

it("stays whole and ends with the window where nothing fades", () => {
  const decay = decayOf(rule({ points: -5, half_life_days: null, window_days: 10 }));
  expect(decay?.steps.at(0)).toEqual({ at: 0, points: -5 });
  expect(decay?.steps.slice(-2)).toEqual([
    { at: 10, points: -5 },
    { at: 10, points: 0 },
  ]);
});

it("is nothing for points that stay, for attributes, and for numbers that are none yet", () => {
  expect(decayOf(rule({ half_life_days: null, window_days: null }))).toBeNull();
  expect(decayOf(title)).toBeNull();
  expect(decayOf(rule({ points: Number.NaN, window_days: 90 }))).toBeNull();
  expect(decayOf(rule({ half_life_days: Number.NaN, window_days: Number.NaN }))).toBeNull();
});
