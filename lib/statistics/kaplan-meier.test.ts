import fc from "fast-check";
import { expect, it } from "vitest";
import { type Duration, kaplanMeier } from "./kaplan-meier.ts";

const at = (time: number, event = true): Duration => ({ time, event });

it("gives the figures of a worked example (Freireich's leukaemia trial, 6-MP arm)", () => {
  const events = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((time) => at(time));
  const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((time) => at(time, false));
  const steps = kaplanMeier([...censored, ...events]);
  expect(steps.map(({ time, survived }) => [time, Number(survived.toFixed(3))])).toEqual([
    [6, 0.857],
    [7, 0.807],
    [10, 0.753],
    [13, 0.69],
    [16, 0.627],
    [22, 0.538],
    [23, 0.448],
  ]);
});

it("has no steps without an event, and none for nobody", () => {
  expect(kaplanMeier([])).toEqual([]);
  expect(kaplanMeier([at(3, false), at(9, false)])).toEqual([]);
});

it("ends at nobody left, without an interval, where everybody has it", () => {
  expect(kaplanMeier([at(1), at(2)])).toMatchObject([
    { time: 1, survived: 0.5 },
    { time: 2, survived: 0, low: null, high: null },
  ]);
});

const durations = fc.array(fc.record({ time: fc.integer({ min: 0, max: 30 }), event: fc.boolean() }), {
  maxLength: 60,
});

it("is the product over the instants of events, counted naively", () => {
  fc.assert(fc.property(durations, (all) => {
  for (const { time, survived } of kaplanMeier(all)) {
    let expected = 1;
    for (let day = 0; day <= time; day++) {
      const atRisk = all.filter((one) => one.time >= day).length;
      const events = all.filter((one) => one.event && one.time === day).length;
      if (atRisk > 0) expected *= 1 - events / atRisk;
    }
    expect(survived).toBeCloseTo(expected, 10);
  }
  }));
});

it("without censoring is the plain share, and its interval holds it", () => {
  fc.assert(fc.property(durations, (all) => {
  const seen = all.map(({ time }) => ({ time, event: true }));
  for (const { time, survived, low, high } of kaplanMeier(seen)) {
    expect(survived).toBeCloseTo(seen.filter((one) => one.time > time).length / seen.length, 10);
    if (low !== null && high !== null) {
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(survived);
      expect(high).toBeGreaterThanOrEqual(survived);
      expect(high).toBeLessThanOrEqual(1);
    }
  }
  }));
});
