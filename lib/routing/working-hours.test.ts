import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { addWorkingMinutes, type Calendar, isWorking, minuteOf, workingMsBetween } from "./working-hours.ts";

const NINE_TO_FIVE = [1, 2, 3, 4, 5].map((day) => ({ day, from: "09:00", to: "17:00" }));
const madrid: Calendar = { week: NINE_TO_FIVE, timeZone: "Europe/Madrid" };
const local = (text: string, zone = "Europe/Madrid") => DateTime.fromISO(text, { zone }).toMillis();
const MINUTE = 60_000;

describe("a due instant", () => {
  it("lies within working time, over nights and week-ends", () => {
    expect(addWorkingMinutes(madrid, local("2026-11-20T16:30"), 60)).toBe(local("2026-11-23T09:30"));
    expect(addWorkingMinutes(madrid, local("2026-11-21T12:00"), 15)).toBe(local("2026-11-23T09:15"));
    expect(addWorkingMinutes(madrid, local("2026-11-20T10:00"), 60)).toBe(local("2026-11-20T11:00"));
  });

  it("falls on the end of the day rather than on the next morning", () => {
    expect(addWorkingMinutes(madrid, local("2026-11-20T16:00"), 60)).toBe(local("2026-11-20T17:00"));
  });

  it("counts time that passes where clocks change", () => {
    const nights: Calendar = {
      week: [{ day: 7, from: "01:00", to: "05:00" }],
      timeZone: "Europe/Madrid",
    };
    // 29 March 2026: 02:00 becomes 03:00, so the shift lasts three hours; 25 October 2026: five.
    expect(addWorkingMinutes(nights, local("2026-03-28T12:00"), 180)).toBe(local("2026-03-29T05:00"));
    expect(workingMsBetween(nights, local("2026-10-24T12:00"), local("2026-10-26T12:00"))).toBe(300 * MINUTE);
  });

  it("is none where there is no working time", () => {
    expect(addWorkingMinutes({ week: [], timeZone: "UTC" }, 0, 1)).toBeNull();
  });

  it("is simply later around the clock", () => {
    expect(addWorkingMinutes({ week: null, timeZone: "UTC" }, 1_000, 2)).toBe(121_000);
  });
});

it("working time ends where its interval ends, and may last until midnight", () => {
  expect(isWorking(madrid, local("2026-11-20T09:00"))).toBe(true);
  expect(isWorking(madrid, local("2026-11-20T16:59"))).toBe(true);
  expect(isWorking(madrid, local("2026-11-20T17:00"))).toBe(false);
  expect(isWorking(madrid, local("2026-11-21T10:00"))).toBe(false);
  const late: Calendar = { week: [{ day: 5, from: "22:00", to: "24:00" }], timeZone: "Europe/Madrid" };
  expect(isWorking(late, local("2026-11-20T23:59"))).toBe(true);
  expect(isWorking(late, local("2026-11-21T00:00"))).toBe(false);
});

/** Quarters of an hour of a day that count, made into intervals. */
const dayArbitrary = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 }).map((all) => {
  const sorted = all.toSorted((a, b) => a - b);
  const clock = (q: number) =>
    `${String(Math.floor(q / 4)).padStart(2, "0")}:${String((q % 4) * 15).padStart(2, "0")}`;
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, n) => ({
    from: clock(sorted[2 * n] ?? 0),
    to: clock(sorted[2 * n + 1] ?? 0),
  }));
});
const calendarArbitrary: fc.Arbitrary<Calendar> = fc.record({
  week: fc
    .array(dayArbitrary, { minLength: 7, maxLength: 7 })
    .map((days) => days.flatMap((list, n) => list.map((one) => ({ day: n + 1, ...one })))),
  timeZone: fc.constantFrom(
    "UTC",
    "Europe/Madrid",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
  ),
});
/** Instants around the changes of clocks of 2026. */
const instantArbitrary = fc
  .record({
    month: fc.constantFrom(
      "2026-03-06",
      "2026-03-27",
      "2026-04-03",
      "2026-10-02",
      "2026-10-23",
      "2026-10-30",
    ),
    minutes: fc.integer({ min: 0, max: 5 * 1440 }),
  })
  .map(({ month, minutes }) => Date.parse(`${month}T00:00:00Z`) + minutes * MINUTE);

describe("for any week, zone and instant", () => {
  it("agrees with a clock on the wall that is looked at every minute", () => {
    fc.assert(
      fc.property(calendarArbitrary, instantArbitrary, (calendar, at) => {
        const wall = DateTime.fromMillis(at, { zone: calendar.timeZone });
        const minute = wall.hour * 60 + wall.minute;
        const on = (calendar.week ?? []).some(
          ({ day, from, to }) => day === wall.weekday && minuteOf(from) <= minute && minute < minuteOf(to),
        );
        // An hour that comes twice belongs to the interval that spans it; at its edges the first one decides.
        const twice = wall.getPossibleOffsets().length > 1;
        fc.pre(!twice);
        expect(isWorking(calendar, at)).toBe(on);
      }),
      { numRuns: 300 },
    );
  });

  it("as much working time passes until it is due as was given, and none is left out", () => {
    fc.assert(
      fc.property(
        calendarArbitrary,
        instantArbitrary,
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 0, max: 500 }),
        (calendar, at, minutes, later) => {
          const due = addWorkingMinutes(calendar, at, minutes);
          if (due === null) {
            expect(calendar.week).toEqual([]);
            return;
          }
          expect(workingMsBetween(calendar, at, due)).toBe(minutes * MINUTE);
          expect(isWorking(calendar, due - 1)).toBe(true);
          // Who comes later is never due earlier.
          expect(addWorkingMinutes(calendar, at + later * MINUTE, minutes)).toBeGreaterThanOrEqual(due);
          expect(addWorkingMinutes(calendar, due, 1)).toBe(addWorkingMinutes(calendar, at, minutes + 1));
        },
      ),
      { numRuns: 300 },
    );
  });
});
