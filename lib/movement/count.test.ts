import fc from "fast-check";
import { expect, test } from "vitest";
import { type BucketFlow, balanceOf, countsOverTime, type Flow } from "./count.ts";
import { readPeriod } from "./period.ts";

const GROUPS = ["cold", "warm", "hot"] as const;
const POINTS = 5;
type Group = (typeof GROUPS)[number] | null;
/** Where a lead was before anything, and where each change took it: at point n, or between n - 1 and n. */
type Life = { first: Group; changes: { bucket: number; to: Group }[] };

const group = fc.constantFrom<Group>(null, ...GROUPS);
const life: fc.Arbitrary<Life> = fc.record({
  first: group,
  changes: fc
    .array(fc.record({ bucket: fc.integer({ min: 1, max: POINTS }), to: group }), { maxLength: 6 })
    .map((changes) => changes.sort((a, b) => a.bucket - b.bucket)),
});

/** Reads a life forwards, lead by lead, where the product goes back from the present with sums. */
const groupAt = ({ first, changes }: Life, point: number): Group =>
  changes.filter(({ bucket }) => bucket <= point).at(-1)?.to ?? (hasOne(changes, point) ? null : first);
const hasOne = (changes: Life["changes"], point: number) => changes.some(({ bucket }) => bucket <= point);

function flowsOf(lives: readonly Life[]): BucketFlow[] {
  return lives.flatMap(({ first, changes }) =>
    changes.flatMap(({ bucket, to }, n) => {
      const from = n === 0 ? first : (changes[n - 1]?.to ?? null);
      return from === to ? [] : [{ bucket, from, to, n: 1 }];
    }),
  );
}

test("counts at every point are those of reading each lead's life on its own", () => {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 30 }), (lives) => {
      const present = new Map<string, number>();
      for (const one of lives) {
        const at = groupAt(one, POINTS);
        if (at !== null) present.set(at, (present.get(at) ?? 0) + 1);
      }
      const found = countsOverTime(present, flowsOf(lives), POINTS);
      expect(found).toHaveLength(POINTS);
      found.forEach((counts, point) => {
        for (const key of GROUPS) {
          const naive = lives.filter((one) => groupAt(one, point) === key).length;
          expect(counts.get(key) ?? 0).toBe(naive);
        }
      });
    }),
  );
});

test("start, came and left make the end, and agree with reading each lead's first and last group", () => {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 30 }), (lives) => {
      const moved = lives.filter((one) => flowsOf([one]).length > 0);
      const moves: Flow[] = moved.map((one) => ({ from: groupAt(one, 0), to: groupAt(one, POINTS), n: 1 }));
      for (const key of GROUPS) {
        const start = lives.filter((one) => groupAt(one, 0) === key).length;
        const { came, left, back, end } = balanceOf(key, start, moves);
        expect(end).toBe(lives.filter((one) => groupAt(one, POINTS) === key).length);
        expect(came).toBe(
          lives.filter((one) => groupAt(one, POINTS) === key && groupAt(one, 0) !== key).length,
        );
        expect(left).toBe(
          lives.filter((one) => groupAt(one, 0) === key && groupAt(one, POINTS) !== key).length,
        );
        expect(start + came - left).toBe(end);
        expect(back).toBe(
          moved.filter((one) => groupAt(one, 0) === key && groupAt(one, POINTS) === key).length,
        );
      }
    }),
  );
});

const NOW = new Date("2026-04-10T10:00:00Z");
const days = (from: string, to: string, zone = "Europe/Madrid") => {
  const period = readPeriod({ from, to }, zone, NOW);
  if (typeof period === "string") throw new Error(period);
  return period;
};
const iso = (at: Date) => at.toISOString();

test("days begin at local midnight, also where clocks change", () => {
  const spring = days("2026-03-28", "2026-03-30");
  expect(spring.points.map(iso)).toEqual([
    "2026-03-27T23:00:00.000Z",
    "2026-03-28T23:00:00.000Z", // this day has 23 hours
    "2026-03-29T22:00:00.000Z",
    "2026-03-30T22:00:00.000Z",
  ]);
  const autumn = days("2025-10-25", "2025-10-26");
  expect(autumn.to.getTime() - autumn.from.getTime()).toBe(49 * 3_600_000);
  expect(autumn.step).toBe("day");
});

test("a period that lasts still ends now, and one of a day has two points", () => {
  const today = days("2026-04-10", "2026-04-30");
  expect(today.points.map(iso)).toEqual(["2026-04-09T22:00:00.000Z", NOW.toISOString()]);
  expect(days("2026-04-01", "2026-04-01").points).toHaveLength(2);
});

test("longer periods have weeks, then months that do not drift from their day", () => {
  expect(days("2026-01-01", "2026-03-31").step).toBe("week");
  const year = days("2025-03-31", "2026-03-30");
  expect(year.step).toBe("month");
  expect(year.points.map(iso).slice(0, 3)).toEqual([
    "2025-03-30T22:00:00.000Z",
    "2025-04-29T22:00:00.000Z",
    "2025-05-30T22:00:00.000Z",
  ]);
});

test("days that make no period are told apart", () => {
  expect(readPeriod({ from: "2026-02-02", to: "2026-02-01" }, "UTC", NOW)).toBe("order");
  expect(readPeriod({ from: "2026-04-11", to: "2026-05-01" }, "UTC", NOW)).toBe("future");
  expect(readPeriod({ from: "2020-01-01", to: "2026-01-01" }, "UTC", NOW)).toBe("too_long");
  const open = readPeriod({}, "UTC", NOW);
  expect(typeof open === "string" ? open : open.from.toISOString()).toBe("2026-01-17T00:00:00.000Z");
});
