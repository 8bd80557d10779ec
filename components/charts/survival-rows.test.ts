import { expect, it } from "vitest";
import { atDay, type SurvivalSeries, survivalRows, ticksUntil, watched } from "./survival-rows.ts";

const none = { low: null, high: null };
const hot: SurvivalSeries = {
  key: "hot",
  label: "Hot",
  stroke: "red",
  points: [
    { day: 0, share: 0, ...none, atRisk: 10, censored: 0 },
    { day: 3, share: 0.2, ...none, atRisk: 8, censored: 0 },
    { day: 7, share: 0.2, ...none, atRisk: 5, censored: 3 },
  ],
};
const cold: SurvivalSeries = {
  key: "cold",
  label: "Cold",
  stroke: "blue",
  points: [{ day: 5, share: 0.1, ...none, atRisk: 9, censored: 1 }],
};

it("holds a series' share between its days, and marks only the day on which watches ended", () => {
  expect(survivalRows([hot, cold], 10)).toEqual([
    { day: 0, hot: 0, "hot censored": 0, cold: 0, "cold censored": 0 },
    { day: 3, hot: 0.2, "hot censored": 0, cold: 0, "cold censored": 0 },
    { day: 5, hot: 0.2, "hot censored": 0, cold: 0.1, "cold censored": 1 },
    { day: 7, hot: 0.2, "hot censored": 3, cold: 0.1, "cold censored": 0 },
    { day: 10, hot: 0.2, "hot censored": 0, cold: 0.1, "cold censored": 0 },
  ]);
});

it("ends a series where nobody is watched any more", () => {
  const gone = { day: 9, share: 0.2, ...none, atRisk: 0, censored: 5 };
  const points = watched([...hot.points, gone, { ...gone, day: 10, censored: 0 }]);
  expect(points.map(({ day }) => day)).toEqual([0, 3, 7, 9]);
  expect(survivalRows([{ ...hot, points }], 12).map((row) => row.hot)).toEqual([0, 0.2, 0.2, 0.2, null]);
});

it("leaves out days beyond the axis", () => {
  expect(survivalRows([hot], 5).map(({ day }) => day)).toEqual([0, 3, 5]);
});

it("says who was still watched at the end of a day, and everybody before the first", () => {
  expect([0, 2, 3, 6, 7, 90].map((day) => atDay(hot, day).atRisk)).toEqual([10, 10, 8, 8, 5, 5]);
  expect(atDay(cold, 1)).toEqual({ share: 0, ...none, atRisk: 9 });
});

it.each([
  [90, [0, 15, 30, 45, 60, 75, 90]],
  [30, [0, 5, 10, 15, 20, 25, 30]],
  [7, [0, 1, 2, 3, 4, 5, 6, 7]],
])("labels %i days at round distances", (days, ticks) => {
  expect(ticksUntil(days)).toEqual(ticks);
});
