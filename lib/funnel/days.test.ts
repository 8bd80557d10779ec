import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS } from "../scoring/values.ts";
import {
  addDays,
  dayOf,
  daysBetween,
  isDay,
  matureUntil,
  mondayOf,
  monthOf,
  type Piece,
  piecesOf,
  startOf,
  weekPiecesOf,
} from "./days.ts";

const day = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays("2023-01-01", n));

test("a day begins where its clock says, also when clocks change", () => {
  expect(new Date(startOf("2026-03-29", "Europe/Madrid")).toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(new Date(startOf("2026-03-30", "Europe/Madrid")).toISOString()).toBe("2026-03-29T22:00:00.000Z");
  expect(dayOf(Date.parse("2026-03-29T21:59:59Z"), "Europe/Madrid")).toBe("2026-03-29");
  // Clocks in Santiago skip midnight itself.
  expect(new Date(startOf("2026-09-06", "America/Santiago")).toISOString()).toBe("2026-09-06T04:00:00.000Z");
});

/** Each day of the rows of a grain that begin in a stretch, found by going through the calendar. */
function daysOf({ grain, from, to }: Piece): string[] {
  const days: string[] = [];
  const isFirst = (one: string) =>
    grain === "day" || (grain === "week" ? mondayOf(one) === one : one.endsWith("-01"));
  expect([isFirst(from), isFirst(to)]).toEqual([true, true]);
  for (let one = from; one <= to || !isFirst(one); one = addDays(one, 1)) days.push(one);
  return days;
}

test("the pieces of a range hold each of its days once, and weeks and months are whole", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1_100 }), (from, length) => {
      const to = addDays(from, length);
      const all = Array.from({ length: length + 1 }, (_, n) => addDays(from, n));
      for (const pieces of [piecesOf(from, to), weekPiecesOf(from, to)])
        expect(pieces.flatMap(daysOf).sort()).toEqual(all);
    }),
    { numRuns: 300 },
  );
  expect([piecesOf("2026-01-02", "2026-01-01"), weekPiecesOf("2026-01-02", "2026-01-01")]).toEqual([[], []]);
});

test("a range is read from every whole month in it, and from few rows before and after them", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 1_100 }), (from, length) => {
      const to = addDays(from, length);
      const rows = { day: 0, week: 0, month: 0 };
      for (const { grain, from: first, to: last } of piecesOf(from, to)) {
        const months = 12 * (Number(last.slice(0, 4)) - Number(first.slice(0, 4)));
        if (grain === "month")
          rows.month += 1 + months + Number(last.slice(5, 7)) - Number(first.slice(5, 7));
        else rows[grain] += 1 + daysBetween(first, last) / (grain === "week" ? 7 : 1);
      }
      const whole = Array.from({ length: length + 1 }, (_, n) => addDays(from, n)).filter(
        (one) => one.endsWith("-01") && addDays(monthOf(one, 1), -1) <= to,
      );
      expect(rows.month).toBe(whole.length);
      expect(rows.week).toBeLessThanOrEqual(8);
      expect(rows.day).toBeLessThanOrEqual(24);
    }),
  );
});

test("a month begins on its first day, also of months later and before", () => {
  expect(["2026-01-01", "2026-01-31"].map((one) => monthOf(one))).toEqual(["2026-01-01", "2026-01-01"]);
  expect([monthOf("2025-12-31", 1), monthOf("2026-01-15", -1)]).toEqual(["2026-01-01", "2025-12-01"]);
});

test("a day is mature once the last lead that can have come on it has had the horizon, and no sooner", () => {
  const zones = ["UTC", "Europe/Madrid", "America/Santiago", "Australia/Lord_Howe"];
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 11, 31) }),
      fc.constantFrom(...zones),
      (asOf, zone) => {
        const last = matureUntil(asOf, 90, zone);
        expect(startOf(addDays(last, 1), zone) + 90 * DAY_MS).toBeLessThanOrEqual(asOf);
        expect(startOf(addDays(last, 2), zone) + 90 * DAY_MS).toBeGreaterThan(asOf);
      },
    ),
  );
});

test("what is no day of the calendar is none", () => {
  expect(["2026-02-28", "2024-02-29"].every(isDay)).toBe(true);
  expect(["2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "", "today"].some(isDay)).toBe(false);
});
