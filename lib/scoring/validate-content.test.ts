import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as arb from "./arbitraries.test-helper.ts";
import { conditionIssues } from "./condition-issues.ts";
import { conditionSchema } from "./condition-schema.ts";
import { contentHash } from "./hash.ts";
import type { SheetContentInput } from "./schema.ts";
import { eq, issuesOf, sample } from "./sheets.test-helper.ts";
import { validateCondition, validateSheet } from "./validate.ts";

describe("a good sheet", () => {
  it("is accepted as the contract's example has it", () => {
    expect(issuesOf(() => {})).toStrictEqual([]);
  });

  it("becomes the same content, and hash, whether options are null or left out", () => {
    const terse: SheetContentInput = {
      dimensions: [{ key: "d", name: "D" }],
      categories: [{ key: "c", name: "C", dimension: "d" }],
      rules: [{ key: "r", name: "R", category: "c", kind: "behaviour", event: "*", points: 1 }],
      groups: [{ key: "g", name: "G" }],
    };
    const full = {
      range: { min: null, max: null },
      dimensions: [{ bands: null, key: "d", name: "D", min: null, max: null }],
      categories: [{ key: "c", name: "C", dimension: "d", min: null, max: null }],
      rules: [
        {
          key: "r",
          name: "R",
          category: "c",
          kind: "behaviour",
          event: "*",
          points: 1,
          where: null,
          limit: null,
          window_days: null,
          half_life_days: null,
        },
      ],
      exclusions: null,
      groups: [{ key: "g", name: "G", from: { total: null }, handover: null }],
    };
    const [a, b] = [validateSheet(terse), validateSheet(full)];
    if (!a.ok || !b.ok) throw new Error(JSON.stringify([a, b]));
    expect(a.content).toStrictEqual(b.content);
    expect(contentHash(null, a.content)).toBe(contentHash(null, b.content));
    expect(contentHash({ all: [] }, a.content)).not.toBe(contentHash(null, a.content));
  });

  it("stays the same when validated again", () => {
    const once = validateSheet(sample());
    if (!once.ok) throw new Error("refused");
    expect(validateSheet(once.content)).toStrictEqual(once);
  });
});

describe("conditions", () => {
  it.each([
    [
      [
        { field: "x", op: "gt", value: 5 },
        { field: "x", op: "lte", value: 5 },
      ],
    ],
    [[eq("x", 3), { field: "x", op: "between", value: [4, 5] }]],
    [[eq("x", "a"), { field: "x", op: "not_in", value: ["b", "A"] }]],
    [
      [
        { field: "x", op: "in", value: ["a", "b"] },
        { field: "x", op: "in", value: ["c"] },
      ],
    ],
    [
      [
        { field: "x", op: "contains", value: "a" },
        { field: "x", op: "not_exists" },
      ],
    ],
    [
      [
        { field: "x", op: "contains", value: "abc" },
        { field: "x", op: "not_contains", value: "B" },
      ],
    ],
    [
      [
        { field: "x", op: "after", value: "2026-02-01" },
        { field: "x", op: "before", value: "2026-01-01" },
      ],
    ],
    [
      [
        { field: "x", op: "starts_with", value: "/a" },
        { field: "x", op: "starts_with", value: "/b" },
      ],
    ],
    [[{ field: "x", op: "between", value: [5, 4] }]],
  ])("contradict themselves: %j", (all) => {
    expect(validateCondition({ all })).toMatchObject({
      ok: false,
      issues: [{ path: "", code: "contradiction" }],
    });
  });

  it.each([
    [[eq("x", 1), eq("x", "1.0")]],
    [[eq("x", "A"), eq("x", "a")]],
    [[eq("x", "a"), eq("y", "b")]],
    [
      [
        { field: "x", op: "gte", value: 5 },
        { field: "x", op: "lte", value: 5 },
      ],
    ],
    [
      [
        { field: "x", op: "neq", value: 1 },
        { field: "x", op: "not_exists" },
      ],
    ],
    [[{ any: [eq("x", 1), eq("x", 2)] }, eq("x", 2)]],
  ])("do not contradict themselves: %j", (all) => expect(validateCondition({ all }).ok).toBe(true));

  it("drop the value of exists, which means nothing", () => {
    const raw = { field: "x", op: "exists", value: true };
    expect(validateCondition(raw)).toStrictEqual({ ok: true, condition: { field: "x", op: "exists" } });
  });

  it("have a shape found good by the walk exactly when the schema finds it good", () => {
    const junk = fc.oneof(
      arb.condition,
      fc.jsonValue({ maxDepth: 3 }),
      fc.record(
        {
          field: fc.constantFrom("a", "", "a.constructor", 5),
          op: fc.constantFrom("eq", "in", "gt", "between", "before", "within_days", "exists", "like"),
          value: fc.jsonValue({ maxDepth: 2 }),
        },
        { requiredKeys: [] },
      ),
      fc.record(
        {
          all: fc.array(fc.oneof(arb.condition, fc.jsonValue({ maxDepth: 1 })), { maxLength: 2 }),
          extra: fc.constant(1),
        },
        { requiredKeys: ["all"] },
      ),
    );
    fc.assert(
      fc.property(junk, (raw) => {
        const shape = conditionIssues(raw, []).filter(({ code }) => code !== "contradiction");
        expect(shape.length === 0).toBe(conditionSchema.safeParse(raw).success);
      }),
      { numRuns: 3000 },
    );
  });
});
