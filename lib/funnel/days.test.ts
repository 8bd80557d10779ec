import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS } from "../scoring/values.ts";
import { addDays, dayOf, daysBetween, isDay, matureUntil, mondayOf, piecesOf, startOf } from "./days.ts";

const day = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays("2023-01-01", n));

test("a day begins where its clock says, also when clocks change", () => {
  expect(new Date(startOf("2026-03-29", "Europe/Madrid")).toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(new Date(startOf("2026-03-30", "Europe/Madrid")).toISOString()).toBe("2026-03-29T22:00:00.000Z");
  expect(dayOf(Date.parse("2026-03-29T21:59:59Z"), "Europe/Madrid")).toBe("2026-03-29");
  // Clocks in Santiago skip midnight itself.
  expect(new Date(startOf("2026-09-06", "America/Santiago")).toISOString()).toBe("2026-09-06T04:00:00.000Z");
});

test("the pieces of a range hold each of its days once, and weeks are whole", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 90 }), (from, length) => {
      const to = addDays(from, length);
      const days = piecesOf(from, to).flatMap((piece) => {
        if (piece.grain === "week") {
          expect(mondayOf(piece.from)).toBe(piece.from);
          expect(mondayOf(piece.to)).toBe(piece.to);
        }
        const last = piece.grain === "week" ? addDays(piece.to, 6) : piece.to;
        return Array.from({ length: daysBetween(piece.from, last) + 1 }, (_, n) => addDays(piece.from, n));
      });
      expect(days.sort()).toEqual(Array.from({ length: length + 1 }, (_, n) => addDays(from, n)));
    }),
  );
  expect(piecesOf("2026-01-02", "2026-01-01")).toEqual([]);
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
