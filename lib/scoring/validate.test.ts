import { describe, expect, it } from "vitest";
import { brief, type Draft, eq, from, issuesOf, nth, rule, where } from "./sheets.test-helper.ts";
import { validateCondition, validateSheet } from "./validate.ts";

describe("a bad sheet is refused for", () => {
  it.each<[string, (draft: Draft) => void, string[]]>([
    [
      "an unknown category",
      (d) => {
        rule(d, 2).category = "nope";
      },
      ["rules.2.category unknown_category"],
    ],
    [
      "an unknown dimension",
      (d) => {
        nth(d.categories, 0).dimension = "nope";
      },
      ["categories.0.dimension unknown_dimension"],
    ],
    [
      "an unknown dimension of a group",
      (d) => {
        nth(d.groups, 2).from = { nope: 3 };
      },
      ["groups.2.from.nope unknown_dimension"],
    ],
    [
      "an unknown op",
      where({ all: [eq("a", 1), { field: "b", op: "like", value: 1 }] }),
      ["rules.0.where.all.1.op unknown_op"],
    ],
    [
      "duplicate keys",
      (d) => {
        rule(d, 1).key = "pricing";
      },
      ["rules.1.key duplicate_key"],
    ],
    [
      "a minimum above the range",
      (d) => {
        nth(d.groups, 2).from = { total: 101 };
      },
      ["groups.2.from.total unreachable_group"],
    ],
    [
      "a minimum above what limits allow",
      (d) => {
        nth(d.groups, 2).from = { engagement: 16 };
      },
      ["groups.2.from.engagement unreachable_group"],
    ],
    [
      "a minimum above a category's clamp",
      (d) => {
        rule(d, 0).limit = null;
        nth(d.groups, 2).from = { engagement: 41 };
      },
      ["groups.2.from.engagement unreachable_group"],
    ],
    ["a minimum everybody meets", from({}, { total: 0 }), ["groups.0.from overtaken_group"]],
    [
      "a group overtaken by a later one",
      from({}, { total: 30 }, { total: 10 }),
      ["groups.1.from overtaken_group"],
    ],
    [
      "a group whose dimensions imply a later total",
      from({}, { fit: 10, engagement: 10 }, { total: 20 }),
      ["groups.1.from overtaken_group"],
    ],
    ["a repeated minimum", from({}, { total: 10 }, { total: 10 }), ["groups.2.from repeated_minimum"]],
    ["a second group without minimums", from({}, {}), ["groups.1.from repeated_minimum"]],
    [
      "a lowest group with minimums",
      from({ total: 5 }, { total: 10 }),
      ["groups.0.from lowest_group_with_minimum"],
    ],
    [
      "two handover groups",
      (d) => {
        nth(d.groups, 1).handover = true;
      },
      ["groups.2.handover two_handover_groups"],
    ],
    [
      "hysteresis of the lowest group, and points below no minimum",
      (d) => {
        Object.assign(nth(d.groups, 0), { leave: { after_hours: 1 } });
        Object.assign(nth(d.groups, 1), { from: { fit: 5 }, leave: { points_below: 2 } });
      },
      ["groups.0.leave hysteresis_of_lowest_group", "groups.1.leave.points_below points_below_nothing"],
    ],
    [
      "actions with one key, leads assigned that are not handed over, and an alert to no team",
      (d) => {
        const assign = { key: "a", on: "enter", kind: "assign", routes: [{ team: "north" }] };
        const alert = { key: "b", on: "enter", kind: "alert", to: "team", channels: ["app"] };
        Object.assign(nth(d.groups, 1), { actions: [assign, alert] });
        Object.assign(nth(d.groups, 2), { actions: [assign, { ...assign, key: "c", on: "leave" }] });
      },
      [
        "groups.1.actions.0.kind assign_without_handover",
        "groups.1.actions.1.team alert_without_team",
        "groups.2.actions.0.key duplicate_key",
        "groups.2.actions.1.kind assign_without_handover",
      ],
    ],
    [
      "an action of no kind, and a route whose condition contradicts itself",
      (d) => {
        const when = { all: [eq("a", 1), eq("a", 2)] };
        Object.assign(nth(d.groups, 2), {
          actions: [
            { key: "a", on: "enter", kind: "fax" },
            { key: "b", on: "enter", kind: "assign", routes: [{ team: "north", when }] },
          ],
        });
      },
      ["groups.2.actions.0.kind invalid_value", "groups.2.actions.1.routes.0.when contradiction"],
    ],
    [
      "points that arrive as 1e400",
      (d) => {
        rule(d, 0).points = JSON.parse("1e400");
      },
      ["rules.0.points non_finite_points"],
    ],
    [
      "points that are not a number",
      (d) => {
        rule(d, 1).otherwise = Number.NaN;
      },
      ["rules.1.otherwise non_finite_points"],
    ],
    [
      "eq a and eq b on one field",
      where({ all: [eq("x", "a"), { all: [eq("x", "b")] }] }),
      ["rules.0.where contradiction"],
    ],
    [
      "a contradiction in a fit case",
      (d) => {
        rule(d, 1).cases = [{ when: { all: [eq("x", 1), { not: eq("x", "1") }] }, points: 20 }];
      },
      ["rules.1.cases.0.when contradiction"],
    ],
    [
      "crossed clamps",
      (d) => {
        d.range = { min: 10, max: 5 };
        d.groups = [];
      },
      ["range.min min_above_max"],
    ],
    [
      "a dimension called total",
      (d) => {
        d.dimensions.push({ key: "total", name: "T", min: null, max: null, bands: [] });
      },
      ["dimensions.2.key reserved_key"],
    ],
    [
      "a key that is none",
      (d) => {
        rule(d, 0).key = "Über";
      },
      ["rules.0.key invalid_key"],
    ],
    [
      "a missing name",
      (d) => {
        delete rule(d, 0).name;
      },
      ["rules.0.name missing"],
    ],
    [
      "an empty name",
      (d) => {
        rule(d, 0).name = "";
      },
      ["rules.0.name too_short"],
    ],
    [
      "a text too long",
      (d) => {
        rule(d, 0).name = "x".repeat(501);
      },
      ["rules.0.name too_long"],
    ],
    [
      "a wrong type",
      (d) => {
        rule(d, 0).points = "5";
      },
      ["rules.0.points invalid_type"],
    ],
    [
      "a field it does not know",
      (d) => {
        rule(d, 0).colour = "red";
      },
      ["rules.0.colour unknown_field"],
    ],
    [
      "an unknown kind",
      (d) => {
        rule(d, 0).kind = "magic";
      },
      ["rules.0.kind invalid_value"],
    ],
    [
      "half an event",
      (d) => {
        rule(d, 0).limit = { times: 1.5 };
      },
      ["rules.0.limit.times not_an_integer"],
    ],
    [
      "a window of nothing",
      (d) => {
        rule(d, 0).window_days = 0;
      },
      ["rules.0.window_days not_positive"],
    ],
    [
      "points out of bounds",
      (d) => {
        rule(d, 0).points = 1e10;
      },
      ["rules.0.points too_large"],
    ],
    [
      "too many values",
      where({ field: "a", op: "in", value: Array(1001).fill("v") }),
      ["rules.0.where.value too_many"],
    ],
    ["a path into a prototype", where(eq("a.__proto__.b", 1)), ["rules.0.where.field unsafe_field"]],
    ["no date", where({ field: "a", op: "before", value: "2026-02-30" }), ["rules.0.where.value not_a_date"]],
    ["no number", where({ field: "a", op: "gt", value: "many" }), ["rules.0.where.value not_a_number"]],
    ["a missing value", where({ field: "a", op: "eq" }), ["rules.0.where.value missing"]],
    ["a condition that is none", where("path"), ["rules.0.where invalid_type"]],
    [
      "a case without a condition",
      (d) => {
        rule(d, 1).cases = [{ points: 20 }];
      },
      ["rules.1.cases.0.when missing"],
    ],
  ])("%s", (_, change, expected) => {
    expect(brief(issuesOf(change))).toStrictEqual(expected);
  });

  it("every reason at once", () => {
    const found = brief(
      issuesOf((d) => {
        rule(d, 0).category = "nope";
        rule(d, 0).points = Number.POSITIVE_INFINITY;
        rule(d, 1).key = "idle";
        rule(d, 1).cases = [{ when: { field: "a", op: "like", value: 1 }, points: 1 }];
        nth(d.exclusions, 0).when = { all: [eq("x", "a"), eq("x", "b")] };
        nth(d.categories, 1).dimension = "nope";
        d.groups = [
          { key: "a", name: "A", from: { total: 1 } },
          { key: "b", name: "B", from: { total: 10 }, handover: true },
          { key: "c", name: "C", from: { total: 10 }, handover: true },
          { key: "d", name: "D", from: { total: 500 } },
        ];
      }),
    );
    expect(found.sort()).toStrictEqual(
      [
        "rules.0.category unknown_category",
        "rules.0.points non_finite_points",
        "rules.2.key duplicate_key",
        "rules.1.cases.0.when.op unknown_op",
        "exclusions.0.when contradiction",
        "categories.1.dimension unknown_dimension",
        "groups.0.from lowest_group_with_minimum",
        "groups.2.from repeated_minimum",
        "groups.2.handover two_handover_groups",
        "groups.3.from.total unreachable_group",
      ].sort(),
    );
  });

  it.each([null, undefined, 5, "sheet", [], true, JSON.parse('{"__proto__": {"range": 1}}')])(
    "being %j, without throwing",
    (raw) => expect(validateSheet(raw).ok).toBe(false),
  );

  it("nesting without end, without throwing", () => {
    const raw: unknown = JSON.parse(`${'{"not":'.repeat(100_000)}1${"}".repeat(100_000)}`);
    expect(validateCondition(raw)).toMatchObject({ ok: false, issues: [{ code: "too_deep" }] });
    const nine = Array.from({ length: 8 }).reduce<unknown>((inner) => ({ not: inner }), eq("a", 1));
    expect(validateCondition(nine)).toMatchObject({ ok: false, issues: [{ code: "too_deep" }] });
  });
});
