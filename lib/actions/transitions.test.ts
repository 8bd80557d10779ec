import fc from "fast-check";
import { expect, test } from "vitest";
import { groupSchema } from "../scoring/schema.ts";
import { type Stay, type Step, step } from "./transitions.ts";

const HOUR = 3_600_000;

function groupsWith(leave: { after_hours?: number | null; points_below?: number | null } | null) {
  return [
    groupSchema.parse({ key: "cold", name: "Cold", from: {} }),
    groupSchema.parse({ key: "warm", name: "Warm", from: { total: 10 } }),
    groupSchema.parse({ key: "hot", name: "Hot", from: { total: 30 }, leave }),
    groupSchema.parse({ key: "top", name: "Top", from: { total: 60 } }),
  ];
}

const groupOf = (total: number) =>
  total >= 60 ? "top" : total >= 30 ? "hot" : total >= 10 ? "warm" : "cold";
const standing = (total: number) => ({ group: groupOf(total), total });

/** Lets totals (null: excluded) follow one another at their instants and tells who was entered and left when. */
function follow(groups: ReturnType<typeof groupsWith>, course: [hour: number, total: number | null][]) {
  let stay: Stay | null = null;
  let before: string | null = null;
  const moves: string[] = [];
  for (const [hour, total] of course) {
    const now = total === null ? { group: null, total: 0 } : standing(total);
    const taken: Step = step(stay, before, now, groups, hour * HOUR);
    if (taken.moved) moves.push(`${hour}: ${taken.moved.from} > ${taken.moved.to}`);
    stay = taken.stay;
    before = now.group;
  }
  return { moves, stay };
}

test("without hysteresis a lead is in the group of its score", () => {
  expect(
    follow(groupsWith(null), [
      [0, 40],
      [1, 20],
      [2, 40],
      [3, 70],
      [4, null],
    ]).moves,
  ).toEqual(["0: null > hot", "1: hot > warm", "2: warm > hot", "3: hot > top", "4: top > null"]);
});

test("a lead that comes back in time has neither left nor entered again", () => {
  const { moves, stay } = follow(groupsWith({ after_hours: 24 }), [
    [0, 40],
    [1, 20],
    [20, 5],
    [24, 35],
  ]);
  expect(moves).toEqual(["0: null > hot"]);
  expect(stay).toBeNull();
});

test("a lead that stays out has left after the hours, counted from when it fell out, into the group it is in then", () => {
  const groups = groupsWith({ after_hours: 24 });
  expect(
    follow(groups, [
      [0, 40],
      [1, 20],
    ]).stay,
  ).toEqual({
    groupKey: "hot",
    outSince: HOUR,
    leavingAt: 25 * HOUR,
  });
  expect(
    follow(groups, [
      [0, 40],
      [1, 20],
      [20, 5],
      [25, 5],
    ]).moves,
  ).toEqual(["0: null > hot", "25: hot > cold"]);
});

test("far enough below the minimum counts at once, with and without hours", () => {
  for (const after_hours of [null, 24])
    expect(
      follow(groupsWith({ after_hours, points_below: 5 }), [
        [0, 40],
        [1, 26],
        [2, 25],
      ]).moves,
    ).toEqual(["0: null > hot", "2: hot > warm"]);
});

test("a higher group, an exclusion and the end of a segment count at once", () => {
  const groups = groupsWith({ after_hours: 24 });
  expect(
    follow(groups, [
      [0, 40],
      [1, 20],
      [2, 70],
    ]).moves,
  ).toEqual(["0: null > hot", "2: hot > top"]);
  expect(
    follow(groups, [
      [0, 40],
      [1, 20],
      [2, null],
    ]).moves,
  ).toEqual(["0: null > hot", "2: hot > null"]);
});

test("a version without that group, or without its hysteresis, ends the stay", () => {
  const stay = { groupKey: "hot", outSince: 0, leavingAt: 24 * HOUR };
  const left = { stay: null, moved: { from: "hot", to: "warm" } };
  expect(step(stay, "warm", standing(20), groupsWith(null), HOUR)).toEqual(left);
  const without = groupsWith(null).filter(({ key }) => key !== "hot");
  expect(step(stay, "warm", standing(20), without, HOUR)).toEqual(left);
  expect(step(stay, "warm", standing(20), groupsWith({ after_hours: 2 }), HOUR).stay?.leavingAt).toBe(
    2 * HOUR,
  );
});

const course = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 50 }), fc.option(fc.integer({ min: -20, max: 90 }), { nil: null })),
  { maxLength: 40 },
);
const leaves = fc.option(
  fc.record({
    after_hours: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
    points_below: fc.option(fc.integer({ min: 1, max: 40 }), { nil: null }),
  }),
  { nil: null },
);

test("whatever happens, moves form one chain, no lead stays beyond its hours, and nobody outside the score's group stays without a rule", () => {
  fc.assert(
    fc.property(course, leaves, (steps, leave) => {
      const groups = groupsWith(leave);
      let stay: Stay | null = null;
      let before: string | null = null;
      let inside: string | null = null;
      let at = 0;
      for (const [wait, total] of steps) {
        at += wait * HOUR;
        const now = total === null ? { group: null, total: 0 } : standing(total);
        const taken: Step = step(stay, before, now, groups, at);
        if (taken.moved) {
          expect(taken.moved.from).toBe(inside);
          expect(taken.moved.to).not.toBe(inside);
          inside = taken.moved.to;
        }
        stay = taken.stay;
        before = now.group;
        expect(stay?.groupKey ?? before).toBe(inside);
        if (!stay) continue;
        expect(stay.groupKey).toBe("hot");
        expect(now.total).toBeLessThan(30);
        expect(leave?.points_below === null || now.total > 30 - (leave?.points_below ?? 0)).toBe(true);
        expect(stay.leavingAt === null || stay.leavingAt > at).toBe(true);
        // To look again at the same instant changes nothing.
        expect(step(stay, before, now, groups, at)).toEqual({ stay });
      }
    }),
  );
});
