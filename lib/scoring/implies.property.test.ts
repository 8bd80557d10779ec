import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { condition } from "./arbitraries.test-helper.ts";
import { evaluate } from "./condition.ts";
import type { Condition, Leaf } from "./condition-schema.ts";
import { implies } from "./implies.ts";
import { verdictOf } from "./verdict.ts";

const NOW = Date.UTC(2026, 3, 1);
const FIELDS = ["path", "n", "tags", "when", "flag", "gone"];

const value = fc.constantFrom<unknown>(
  ..."/Pricing|/pricing/b|TRUE|true|5| 5 |5.0|-3|1e1|x5||2026-03-20|2026-03-31T10:00:00Z".split("|"),
  ...[-3, 0, 0.5, 2, 5, 9, true, false, null],
);
/** Single values only: both functions read a field as one. */
const object = fc.record(Object.fromEntries(FIELDS.map((field) => [field, value])), { requiredKeys: [] });

/** A condition beside one made from it, so that one often implies the other. */
const related = fc.tuple(condition, condition, fc.nat(5)).map(([a, b, how]): [Condition, Condition] => {
  const made: [Condition, Condition][] = [
    [a, { any: [b, a] }],
    [{ all: [b, a] }, a],
    [{ not: { any: [a, b] } }, { not: a }],
    [{ all: [a, b] }, { any: [a, b] }],
    [a, a],
    [a, b],
  ];
  return made[how] ?? [a, b];
});

/** Two leaves on one field, where implications between operators show. */
const scalar = fc.constantFrom<string | number | boolean>("/pricing", "/pri", "5", "5.0", 5, 2, true, "x5");
const number = fc.constantFrom<number | string>(-3, 2, 5, "5", 9);
const leaf = fc.oneof(
  fc.record({
    op: fc.constantFrom("eq", "neq", "contains", "not_contains", "starts_with", "ends_with"),
    value: scalar,
  }),
  fc.record({ op: fc.constantFrom("in", "not_in"), value: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ op: fc.constantFrom("gt", "gte", "lt", "lte"), value: number }),
  fc.record({ op: fc.constant("between"), value: fc.tuple(number, number) }),
  fc.record({ op: fc.constantFrom("before", "after"), value: fc.constantFrom("2026-03-20", "2026-03-30") }),
  fc.record({ op: fc.constant("within_days"), value: fc.constantFrom(1, 7, 30) }),
  fc.record({ op: fc.constantFrom("exists", "not_exists") }),
);
const onOneField = (found: object): Leaf => ({ field: "path", ...found }) as Leaf;

describe("implies", () => {
  test("whatever meets the first condition meets the second", () => {
    let held = 0;
    fc.assert(
      fc.property(related, fc.array(object, { minLength: 5, maxLength: 20 }), ([a, b], objects) => {
        if (!implies(a, b)) return;
        held++;
        for (const one of objects) if (evaluate(a, one, NOW)) expect(evaluate(b, one, NOW)).toBe(true);
      }),
      { numRuns: 800, seed: 11 },
    );
    expect(held).toBeGreaterThan(100);
  });

  test("holds for every value there is between two leaves on one field", () => {
    const values = [
      "/pricing",
      "/pri",
      "/PRI/x5",
      "5",
      "5.0",
      5,
      2,
      2.5,
      -3,
      true,
      "true",
      "x5",
      "2026-03-25",
    ];
    let held = 0;
    fc.assert(
      fc.property(leaf.map(onOneField), leaf.map(onOneField), (a, b) => {
        if (!implies(a, b)) return;
        held++;
        for (const one of [...values.map((path) => ({ path })), {}, { path: null }])
          if (evaluate(a, one, NOW)) expect(evaluate(b, one, NOW), JSON.stringify(one)).toBe(true);
      }),
      { numRuns: 2_000, seed: 12 },
    );
    expect(held).toBeGreaterThan(100);
  });

  test.each<[Condition | null, Condition | null, boolean]>([
    [
      { field: "path", op: "eq", value: "/Pricing/a" },
      { field: "path", op: "starts_with", value: "/pricing" },
      true,
    ],
    [
      { field: "path", op: "starts_with", value: "/pricing" },
      { field: "path", op: "contains", value: "PRI" },
      true,
    ],
    [
      { field: "path", op: "contains", value: "/pri" },
      { field: "path", op: "starts_with", value: "/pri" },
      false,
    ],
    [{ field: "n", op: "in", value: [6, "7"] }, { field: "n", op: "gt", value: 5 }, true],
    [{ field: "n", op: "between", value: [2, 4] }, { field: "n", op: "lte", value: 4 }, true],
    [{ field: "n", op: "gte", value: 4 }, { field: "n", op: "gt", value: 4 }, false],
    [{ field: "n", op: "not_in", value: ["a", "b"] }, { field: "n", op: "neq", value: "A" }, true],
    [{ field: "n", op: "eq", value: 5 }, { field: "n", op: "eq", value: "5" }, false],
    [{ field: "n", op: "eq", value: "x" }, { field: "m", op: "eq", value: "x" }, false],
    [{ field: "n", op: "eq", value: "x" }, null, true],
    [null, { field: "n", op: "exists" }, false],
  ])("%j implies %j: %s", (a, b, expected) => {
    expect(implies(a, b)).toBe(expected);
  });
});

test("a condition said to hold always or never does so for everybody", () => {
  let decided = 0;
  fc.assert(
    fc.property(condition, fc.array(object, { minLength: 5, maxLength: 20 }), (when, objects) => {
      const verdict = verdictOf(when);
      if (verdict === null) return;
      decided++;
      for (const one of objects) expect(evaluate(when, one, NOW)).toBe(verdict === "always");
    }),
    { numRuns: 800, seed: 13 },
  );
  expect(decided).toBeGreaterThan(50);
});
