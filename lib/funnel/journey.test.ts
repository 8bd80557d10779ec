import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { STAGES } from "../leads/stages.ts";
import { journeyOf, type StageRow } from "./journey.ts";
import { bucketDays, durationBucket, LINE, placeOf } from "./line.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const row = (stage: StageRow["stage"], at: number, value: number | null = null): StageRow => ({
  ...{ id: at, stage, at, value, currency: null },
});

test("a lead without stages has entered, and waits since then", () => {
  expect(journeyOf(5, [])).toMatchObject({
    reached: [5, null, null, null, null, null],
    stage: "lead",
    sinceAt: 5,
    disordered: false,
    worth: { opportunity: null, customer: null },
  });
});

test("a stage that was passed over counts as reached with the later one, and takes no time", () => {
  const found = journeyOf(0, [row("mql", DAY), row("opportunity", 3 * DAY)]);
  expect(found.reached).toEqual([0, DAY, 3 * DAY, 3 * DAY, 3 * DAY, null]);
  expect(found.recorded).toEqual([true, true, false, false, true, false]);
  expect(found.took).toEqual([null, DAY, null, null, null, null]);
  expect(found.disordered).toBe(false);
});

test("stages in the wrong order lose nothing and are marked", () => {
  const found = journeyOf(0, [row("customer", DAY), row("mql", 2 * DAY)]);
  expect(found.reached).toEqual([0, DAY, DAY, DAY, DAY, DAY]);
  expect(found.disordered).toBe(true);
  expect(found.took[1]).toBeNull();
});

test("a second run after recycling is in order, and the first instant counts", () => {
  const found = journeyOf(0, [
    ...[row("mql", DAY), row("sql", 2 * DAY), row("recycled", 3 * DAY)],
    ...[row("sal", 4 * DAY), row("sal", 5 * DAY)],
  ]);
  expect(found.disordered).toBe(false);
  expect(found.reached.slice(0, 4)).toEqual([0, DAY, 2 * DAY, 2 * DAY]);
  expect([found.stage, found.sinceAt]).toEqual(["sal", 4 * DAY]);
});

test("a won lead is worth what was told with the win, else with the opportunity", () => {
  const told = [row("opportunity", DAY, 100), row("customer", 2 * DAY), row("customer", 3 * DAY, 80.25)];
  expect(journeyOf(0, told).worth).toEqual({
    opportunity: { amount: 100, currency: null },
    customer: { amount: 80.25, currency: null },
  });
  expect(journeyOf(0, told.slice(0, 2)).worth.customer).toEqual({ amount: 100, currency: null });
});

test("stages of one instant count in the order in which they were recorded", () => {
  const found = journeyOf(0, [
    { ...row("recycled", DAY), id: 2 },
    { ...row("mql", DAY), id: 1 },
  ]);
  expect(found.stage).toBe("recycled");
  expect(found.reached[1]).toBe(DAY);
});

describe("whatever was recorded", () => {
  const rows = fc.array(
    fc.record({ stage: fc.constantFrom(...STAGES), at: fc.integer({ min: 0, max: 40 }) }),
    { maxLength: 12 },
  );

  test("reaching is the first record of the stage or of a later one, by plain search", () => {
    fc.assert(
      fc.property(rows, (told) => {
        const given = told.map(({ stage, at }, id) => ({
          id,
          stage,
          at: at * HOUR,
          value: null,
          currency: null,
        }));
        const found = journeyOf(0, given);
        LINE.forEach((_, place) => {
          const instants = given.filter((one) => placeOf(one.stage) >= place).map((one) => one.at);
          const expected = place === 0 ? 0 : instants.length === 0 ? null : Math.min(...instants);
          expect(found.reached[place]).toBe(expected);
          const ms = found.took[place];
          if (ms !== null && ms !== undefined) expect(ms).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });
});

test("durations are told to the hour within three days, to the day beyond, and are never longer than they were", () => {
  expect(bucketDays(durationBucket(5 * HOUR + 1))).toBeCloseTo(5 / 24, 12);
  expect(bucketDays(durationBucket(3 * DAY - 1))).toBeCloseTo(71 / 24, 12);
  expect(bucketDays(durationBucket(3 * DAY))).toBe(3);
  expect(bucketDays(durationBucket(14.7 * DAY))).toBe(14);
  expect(bucketDays(durationBucket(5_000 * DAY))).toBe(1_000);
  expect(bucketDays(durationBucket(-5))).toBe(0);
});
