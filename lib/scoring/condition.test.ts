import { describe, expect, it } from "vitest";
import { compileCondition, evaluate, fieldsOf, nextFlip } from "./condition.ts";
import type { Condition, Leaf } from "./condition-schema.ts";
import { DAY_MS, readInstant } from "./values.ts";

const NOW = Date.UTC(2026, 2, 31, 12);
const holds = (condition: Condition, object: Record<string, unknown>) => evaluate(condition, object, NOW);
const on = (value: unknown, op: Leaf["op"], given?: unknown): boolean =>
  holds({ field: "x", op, value: given } as Leaf, value === undefined ? {} : { x: value });

describe("eq and in", () => {
  it.each([
    [5, "5", true],
    ["5.0", 5, true],
    [" 5 ", 5, true],
    ["5.0", "5", false],
    [true, "TRUE", true],
    ["Ceo", "CEO", true],
    [1, true, false],
    ["", 0, false],
    ["abc", 5, false],
    [{ a: 1 }, "[object Object]", false],
  ])("compares %j with %j as the contract says: %j", (value, given, expected) => {
    expect(on(value, "eq", given)).toBe(expected);
    expect(on(value, "in", ["nothing", given])).toBe(expected);
    expect(on(value, "neq", given)).toBe(!expected);
    expect(on(value, "not_in", [given])).toBe(!expected);
  });

  it("matches an array when any element does", () => {
    expect(on(["a", 7], "eq", "7")).toBe(true);
    expect(on(["a", "pricing page"], "contains", "PRICING")).toBe(true);
    expect(on(["a", null], "in", ["b", "null"])).toBe(false);
    expect(on(["a", "b"], "neq", "a")).toBe(false);
    expect(on([], "neq", "a")).toBe(true);
    expect(on(["pricing"], "starts_with", "pri")).toBe(false);
    expect(on([7], "gt", 1)).toBe(false);
  });
});

describe("order, text and dates", () => {
  it("compares numbers and numeric strings only", () => {
    expect(on("10", "gt", 9)).toBe(true);
    expect(on("10", "between", [10, "10"])).toBe(true);
    expect(on("ten", "lt", 11)).toBe(false);
    expect(on(true, "gte", 0)).toBe(false);
    expect(on("0x10", "gte", 0)).toBe(false);
  });

  it("looks at the ends of texts without regard to case", () => {
    expect(on("/Pricing/EU", "starts_with", "/pricing")).toBe(true);
    expect(on("/Pricing/EU", "ends_with", "/eu")).toBe(true);
    expect(on(2026, "starts_with", 20)).toBe(true);
  });

  it.each([
    ["2026-03-31", Date.UTC(2026, 2, 31)],
    ["2026-03-31T10:00Z", Date.UTC(2026, 2, 31, 10)],
    ["2026-03-31T10:00:00.5+02:00", Date.UTC(2026, 2, 31, 8, 0, 0, 500)],
    ["2026-03-31T10:00:00", Date.UTC(2026, 2, 31, 10)],
    ["2024-02-29", Date.UTC(2024, 1, 29)],
  ])("reads %s as a date", (text, expected) => expect(readInstant(text)).toBe(expected));

  it.each([
    "2026-02-29",
    "2026-13-01",
    "31/03/2026",
    "2026",
    "2026-03-31T25:00Z",
    "20260331",
    1774915200000,
    "",
  ])("does not read %j as a date", (value) => {
    expect(on(value, "before", "2100-01-01")).toBe(false);
    expect(on(value, "after", "1900-01-01")).toBe(false);
  });

  it("takes within_days as open at its start and closed at as_of", () => {
    const at = (ms: number) => new Date(ms).toISOString();
    expect(on(at(NOW), "within_days", 7)).toBe(true);
    expect(on(at(NOW + 1), "within_days", 7)).toBe(false);
    expect(on(at(NOW - 7 * DAY_MS + 1), "within_days", 7)).toBe(true);
    expect(on(at(NOW - 7 * DAY_MS), "within_days", 7)).toBe(false);
  });

  it("knows when within_days flips", () => {
    const condition: Condition = { not: { field: "x", op: "within_days", value: 7 } };
    const flip = (ms: number) => nextFlip(condition, { x: new Date(ms).toISOString() }, NOW);
    expect(flip(NOW + 5)).toBe(NOW + 5);
    expect(flip(NOW - DAY_MS)).toBe(NOW + 6 * DAY_MS);
    expect(flip(NOW - 7 * DAY_MS)).toBeNull();
    expect(nextFlip(condition, { x: "soon" }, NOW)).toBeNull();
  });
});

describe("missing fields and paths", () => {
  it.each([undefined, null])("makes only negations true for %j", (value) => {
    for (const op of ["eq", "contains", "starts_with", "ends_with"] as const)
      expect(on(value, op, "a")).toBe(false);
    for (const op of ["gt", "gte", "lt", "lte"] as const) expect(on(value, op, 0)).toBe(false);
    expect(on(value, "between", [0, 1])).toBe(false);
    expect(on(value, "before", "2100-01-01")).toBe(false);
    expect(on(value, "within_days", 7)).toBe(false);
    expect(on(value, "exists")).toBe(false);
    expect(on(value, "neq", "a")).toBe(true);
    expect(on(value, "not_in", ["a"])).toBe(true);
    expect(on(value, "not_contains", "a")).toBe(true);
    expect(on(value, "not_exists")).toBe(true);
  });

  it("takes the exact key before the path, and never a prototype's", () => {
    const leaf: Leaf = { field: "a.b", op: "eq", value: "exact" };
    expect(holds(leaf, { "a.b": "exact", a: { b: "path" } })).toBe(true);
    expect(holds({ ...leaf, value: "path" }, { a: { b: "path" } })).toBe(true);
    expect(holds({ field: "toString", op: "exists" }, {})).toBe(false);
    expect(holds({ field: "a.constructor.name", op: "exists" }, { a: {} })).toBe(false);
  });

  it("reads an overlay as if its fields were the object's own", () => {
    const { test, partial } = compileCondition({
      all: [
        { field: "path", op: "eq", value: "/x" },
        { field: "price", op: "gt", value: 5 },
      ],
    });
    expect(test({ path: "/x" }, NOW, { price: 6 })).toBe(true);
    expect(partial({ path: "/y" }, () => true)).toBe(false);
    expect(partial({ path: "/x" }, (field) => field === "price")).toBeNull();
    expect(partial({ path: "/x" }, () => false)).toBe(false);
  });

  it("takes an empty all as true and an empty any as false", () => {
    expect(holds({ all: [] }, {})).toBe(true);
    expect(holds({ any: [] }, {})).toBe(false);
  });

  it("lists the fields it reads, each once", () => {
    const leaf = (field: string): Leaf => ({ field, op: "exists" });
    expect(fieldsOf({ all: [leaf("a"), { not: { any: [leaf("b.c"), leaf("a")] } }] })).toStrictEqual([
      "a",
      "b.c",
    ]);
  });
});
