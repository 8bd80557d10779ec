import { expect, test } from "vitest";
import type { SheetContentInput } from "../scoring/schema.ts";
import { validateSheet } from "../scoring/validate.ts";
import { TEMPLATES } from "../templates/index.ts";
import { figureWarnings } from "./figure-warnings.ts";
import { sheetContent } from "./testing.ts";
import { sheetWarnings } from "./warnings.ts";

type Rules = NonNullable<SheetContentInput["rules"]>;
const visit = (over: object = {}) =>
  ({
    key: "visit",
    name: "Visit",
    category: "web",
    kind: "behaviour",
    event: "page_viewed",
    points: 5,
    ...over,
  }) as Rules[number];
const quiet = (over: object = {}) =>
  ({
    key: "quiet",
    name: "Quiet",
    category: "web",
    kind: "inactivity",
    after_days: 30,
    points: -5,
    ...over,
  }) as Rules[number];
const person = (cases: object[], over: object = {}) =>
  ({ key: "person", name: "Person", category: "person", kind: "fit", cases, ...over }) as Rules[number];

const groups = (total: number): SheetContentInput["groups"] => [
  { key: "cold", name: "Cold", from: {} },
  { key: "hot", name: "Hot", from: { total } },
];

/** "path code" of each warning of a sheet that validation lets pass. */
function warned(rules: Rules, changed: Partial<SheetContentInput> = {}): string[] {
  const content = sheetContent({ rules, exclusions: [], groups: [{ key: "all", name: "All" }], ...changed });
  expect(validateSheet(content)).toMatchObject({ ok: true });
  return sheetWarnings(content).map(({ path, code }) => `${path} ${code}`);
}

const bounded = (min: number | null, max: number | null) => ({
  categories: [
    { key: "web", name: "Website", dimension: "behaviour", min, max },
    { key: "person", name: "Person", dimension: "fit" },
  ],
});
const ceo = { field: "title", op: "eq", value: "CEO" };

test("an ordinary sheet has none", () => {
  expect(sheetWarnings(sheetContent())).toEqual([]);
});

test("silence that counts once, or takes ten years, never fills its limit", () => {
  expect(warned([quiet({ limit: { times: 4 } })])).toEqual(["rules.0.limit limit_counts_once"]);
  expect(warned([quiet({ limit: { times: 1 } })])).toEqual([]);
  expect(warned([quiet({ every_days: 30, limit: { times: 4 } })])).toEqual([]);
  expect(warned([quiet({ every_days: 30, limit: { times: 200 } })])).toEqual([
    "rules.0.limit limit_takes_years",
  ]);
});

test("a limit beyond what the category lets through is never used up", () => {
  const limited = (times: number, over: object = {}) =>
    warned([visit({ limit: { times, per: "lifetime" }, ...over })], bounded(null, 20));
  expect(limited(4)).toEqual([]);
  expect(limited(5)).toEqual(["rules.0.limit limit_beyond_clamp"]);
  // Faded points leave room for more, and a day's limit says nothing of the sum.
  expect(limited(5, { half_life_days: 30 })).toEqual([]);
  expect(limited(5, { limit: { times: 5, per: "day" } })).toEqual([]);
});

test("other rules may make room: then nothing is certain", () => {
  const both = [visit({ limit: { times: 5, per: "lifetime" } }), quiet()];
  expect(warned(both, bounded(null, 20))).toEqual([]);
});

test("a rule whose points the category takes away is hidden, and one that gives more at once than it lets through is cut", () => {
  expect(warned([quiet()], bounded(0, null))).toEqual(["rules.0 hidden_by_clamp"]);
  expect(warned([quiet(), visit()], bounded(0, null))).toEqual([]);
  expect(warned([visit({ points: 30 })], bounded(null, 20))).toEqual(["rules.0 cut_by_clamp"]);
  // All that the two can give together is above the most that the category lets through.
  expect(warned([visit(), quiet()], bounded(null, -5))).toEqual([
    "rules.0 hidden_by_clamp",
    "rules.1 hidden_by_clamp",
  ]);
  expect(warned([visit({ points: 30 }), quiet({ every_days: 7 })], bounded(null, 20))).toEqual([]);
});

test("the dimension hides as well", () => {
  const dimensions = [
    { key: "behaviour", name: "Behaviour", min: 0 },
    { key: "fit", name: "Fit" },
  ];
  expect(warned([quiet()], { dimensions })).toEqual(["rules.0 hidden_by_clamp"]);
});

test("conditions that nobody or everybody meets are named where they stand", () => {
  expect(warned([visit({ where: { any: [] } })])).toContain("rules.0.where never_true");
  expect(warned([person([{ when: { field: "title", op: "in", value: [] }, points: 5 }])])).toEqual([
    "rules.0.cases.0.when never_true",
  ]);
  const always = [{ key: "x", name: "X", when: { all: [] } }];
  expect(warned([visit()], { exclusions: always })).toEqual(["exclusions.0.when excludes_everybody"]);
});

test("rules that count the same event twice overlap; on other events or apart they do not", () => {
  const where = (value: string) => ({ field: "path", op: "starts_with", value });
  const two = (a: object, b: object) => warned([visit(a), visit({ key: "other", name: "Other", ...b })]);
  expect(two({ where: where("/pricing") }, { where: where("/pricing/pro") })).toEqual([
    "rules.1.where overlap",
  ]);
  expect(two({ where: where("/pricing/pro") }, {})).toEqual(["rules.0.where overlap"]);
  expect(two({ where: where("/a") }, { where: where("/A") })).toEqual(["rules.1.where same_condition"]);
  expect(two({ where: where("/a") }, { where: where("/b") })).toEqual([]);
  expect(two({}, { event: "form_submitted" })).toEqual([]);
});

test("a case that an earlier one always comes before never gets its turn", () => {
  const cases = [
    { when: { field: "title", op: "contains", value: "c" }, points: 5 },
    { when: ceo, points: 20 },
  ];
  expect(warned([person(cases)])).toEqual(["rules.0.cases.1.when case_shadowed"]);
  expect(warned([person(cases.toReversed())])).toEqual([]);
});

test("two rules that share a case count it twice", () => {
  const rules = [
    person([{ when: ceo, points: 5 }]),
    person([{ when: ceo, points: 8 }], { key: "p2", name: "P2" }),
  ];
  expect(warned(rules)).toEqual(["rules.1.cases.0.when same_condition"]);
});

test("a group that only a shadowed case could reach is unreachable", () => {
  const cases = [
    { when: { field: "title", op: "contains", value: "c" }, points: 5 },
    { when: ceo, points: 20 },
  ];
  expect(warned([person(cases)], { groups: groups(20) })).toContain("groups.1.from.total unreachable_group");
  expect(warned([person(cases)], { groups: groups(5) })).not.toContain(
    "groups.1.from.total unreachable_group",
  );
});

test("figures tell who matches nobody and what changes nothing, by key, and nothing where nobody was scored", () => {
  const content = sheetContent();
  const figures = [
    { rule: "title", leads: 7, opportunities: 1, felt: 0 },
    { rule: "pricing", leads: 0, opportunities: 0, felt: 0 },
  ];
  expect(figureWarnings(content, figures, 40)).toEqual([
    { path: "rules.0", code: "matches_nobody", params: { size: 40 } },
    { path: "rules.1", code: "changes_nothing", params: { category: "Person", leads: 7 } },
  ]);
  expect(figureWarnings(content, figures, 0)).toEqual([]);
  expect(figureWarnings(content, [{ rule: "title", leads: 7, opportunities: 1, felt: 2 }], 40)).toEqual([]);
});

test("of a muted rule nothing is said but what could never hold", () => {
  const muted = { key: "other", name: "Other", muted: true };
  expect(warned([visit(), visit(muted)])).toEqual([]);
  expect(warned([person([{ when: ceo, points: 5 }]), person([{ when: ceo, points: 8 }], muted)])).toEqual([]);
  const { rules, ...rest } = sheetContent();
  const content = { ...rest, rules: rules.map((rule) => ({ ...rule, muted: true })) };
  expect(figureWarnings(content, [{ rule: "pricing", leads: 0, opportunities: 0, felt: 0 }], 40)).toEqual([]);
});

test.each(TEMPLATES.map((template) => [template.name.en, template] as const))(
  "the template “%s” has nothing that can never be reached, met or filled",
  (_, template) => {
    const never = sheetWarnings(template.content("en")).filter(
      ({ code }) => !["overlap", "same_condition", "cut_by_clamp"].includes(code),
    );
    expect(never).toEqual([]);
  },
);
