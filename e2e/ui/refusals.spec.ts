import type { Page } from "@playwright/test";
import { ISSUE_TEXTS, type IssueCode } from "../../lib/scoring/issues.ts";
import { type Draft, eq, nth, rule, sample } from "../../lib/scoring/sheets.test-helper.ts";
import { validateSheet } from "../../lib/scoring/validate.ts";
import en from "../../messages/en.json" with { type: "json" };
import es from "../../messages/es.json" with { type: "json" };
import { expect, test } from "../fixtures.ts";
import { draftByApi, readSheet } from "../sheet-steps.ts";

type Fault = readonly [path: string, code: IssueCode, spoil: (draft: Draft) => void];

/** Stands for a number that JSON can say and a double cannot hold. */
const HUGE = "a number beyond all bounds";
const group = (key: string, from: Record<string, number>) => ({ key, name: key.toUpperCase(), from });
const where = (condition: unknown) => (draft: Draft) => {
  nth(draft.exclusions, 0).when = condition;
};
const leaf = (field: string, op: string, value: unknown) => ({ field, op, value });
const deep = Array.from({ length: 8 }).reduce<unknown>((inner) => ({ not: inner }), eq("a", 1));

/** Each spoils a valid sheet in one place, which no other of the same list touches. */
const SHAPES: readonly Fault[] = [
  ["rules.0.category", "unknown_category", (d) => Object.assign(rule(d, 0), { category: "nope" })],
  ["rules.0.points", "non_finite_points", (d) => Object.assign(rule(d, 0), { points: HUGE })],
  ["rules.0.colour", "unknown_field", (d) => Object.assign(rule(d, 0), { colour: "red" })],
  ["rules.0.key", "invalid_key", (d) => Object.assign(rule(d, 0), { key: "Über" })],
  ["rules.0.limit.times", "not_an_integer", (d) => Object.assign(rule(d, 0), { limit: { times: 1.5 } })],
  ["rules.0.window_days", "not_positive", (d) => Object.assign(rule(d, 0), { window_days: 0 })],
  ["rules.0.event", "too_short", (d) => Object.assign(rule(d, 0), { event: "" })],
  ["rules.0.name", "too_long", (d) => Object.assign(rule(d, 0), { name: "x".repeat(501) })],
  ["rules.1.name", "missing", (d) => Object.assign(rule(d, 1), { name: undefined })],
  ["rules.1.otherwise", "invalid_type", (d) => Object.assign(rule(d, 1), { otherwise: "5" })],
  ["rules.2.key", "duplicate_key", (d) => Object.assign(rule(d, 2), { key: "title" })],
  ["rules.2.points", "too_large", (d) => Object.assign(rule(d, 2), { points: 1e12 })],
  ["rules.2.after_days", "too_small", (d) => Object.assign(rule(d, 2), { after_days: -1 })],
  ["rules.3.kind", "invalid_value", (d) => d.rules.push({ ...rule(sample(), 2), key: "k", kind: "magic" })],
  [
    "categories.1.dimension",
    "unknown_dimension",
    (d) => Object.assign(nth(d.categories, 1), { dimension: "nope" }),
  ],
  ["dimensions.2.key", "reserved_key", (d) => d.dimensions.push({ ...nth(d.dimensions, 1), key: "total" })],
  ["dimensions.0.min", "min_above_max", (d) => Object.assign(nth(d.dimensions, 0), { min: 9, max: 5 })],
  ["range.max", "non_finite_number", (d) => Object.assign(d.range, { max: HUGE })],
  [
    "exclusions.0.when",
    "contradiction",
    where({ all: [eq("occupation", "student"), eq("occupation", "teacher")] }),
  ],
];

/** One bad leaf each, side by side in one condition. */
const LEAVES: readonly (readonly [path: string, code: IssueCode, leaf: unknown])[] = [
  ["op", "unknown_op", leaf("a", "like", 1)],
  ["field", "unsafe_field", leaf("a.__proto__.b", "eq", 1)],
  ["value", "not_a_number", leaf("a", "gt", "many")],
  ["value", "not_a_date", leaf("a", "before", "2026-02-30")],
  ["value", "too_many", leaf("a", "in", Array(1001).fill("v"))],
  ["not.not.not.not.not.not.not", "too_deep", deep],
];

/** Faults of the groups show only where everything they count on is in order. */
const assign = { key: "a", on: "enter", kind: "assign", routes: [{ team: "north" }] };
const alert = { key: "b", on: "leave", kind: "alert", to: "team", channels: ["app"] };
const GROUPS = [
  { ...group("a", { total: 1 }), leave: { after_hours: 24 } },
  { ...group("b", { total: 20 }), actions: [assign, alert] },
  { ...group("c", { total: 20 }), handover: true },
  { ...group("d", { total: 10 }), handover: true },
  { ...group("e", { total: 500 }) },
  { ...group("f", { engagement: 1 }), leave: { points_below: 5 } },
];
const GROUP_FAULTS: readonly (readonly [path: string, code: IssueCode])[] = [
  ["groups.0.from", "lowest_group_with_minimum"],
  ["groups.1.from", "overtaken_group"],
  ["groups.2.from", "repeated_minimum"],
  ["groups.3.handover", "two_handover_groups"],
  ["groups.4.from.total", "unreachable_group"],
  ["groups.0.leave", "hysteresis_of_lowest_group"],
  ["groups.1.actions.0.kind", "assign_without_handover"],
  ["groups.1.actions.1.team", "alert_without_team"],
  ["groups.5.leave.points_below", "points_below_nothing"],
];

const asJson = (draft: Draft) => JSON.stringify(draft, null, 1).replaceAll(`"${HUGE}"`, "1e999");

type Bad = { name: string; text: string; faults: (readonly [path: string, code: IssueCode])[] };

function badSheets(): Bad[] {
  const shapes = sample();
  for (const [, , spoil] of SHAPES) spoil(shapes);
  const leaves = sample();
  where({ any: LEAVES.map(([, , one]) => one) })(leaves);
  const groups = sample();
  groups.groups = GROUPS;
  return [
    { name: "shapes", text: asJson(shapes), faults: SHAPES.map(([path, code]) => [path, code]) },
    {
      name: "leaves",
      text: asJson(leaves),
      faults: LEAVES.map(([path, code], i) => [`exclusions.0.when.any.${i}.${path}`, code]),
    },
    { name: "groups", text: asJson(groups), faults: [...GROUP_FAULTS] },
  ];
}

/** What was expected, as the validator names it where the messages name it otherwise. */
const WORDS: Record<string, string> = { "string, number or boolean": "scalar", "array of 2": "pair" };

/**
 * What the list must say, in that language: every fault's own text with what it is about. `words` say what was expected;
 * programs get it as the validator names it.
 */
function expected(bad: Bad, texts: Record<string, string>, words?: Record<string, string>): string[] {
  const checked = validateSheet(JSON.parse(bad.text));
  const issues = checked.ok ? [] : checked.issues;
  return issues.map(({ path, code, params }) => {
    const text = (texts[code] ?? "").replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(params[name]);
      return words && name === "expected" ? (words[WORDS[value] ?? value] ?? "") : value;
    });
    return `${path}: ${text}`;
  });
}

const LANGUAGES = [
  { locale: "en", messages: en },
  { locale: "es", messages: es },
] as const;

/** Whether a model is there the database knows, not the sheet: the tests of the draft's route and of models provoke it. */
const OF_THE_WORKSPACE: readonly string[] = ["unknown_model"] satisfies IssueCode[];

test("between them the bad sheets provoke every refusal that a sheet alone can meet", () => {
  const bad = badSheets();
  for (const { name, text, faults } of bad) {
    const checked = validateSheet(JSON.parse(text));
    const found = checked.ok ? [] : checked.issues.map(({ path, code }) => `${path} ${code}`);
    expect(found.sort(), name).toEqual(faults.map((fault) => fault.join(" ")).sort());
  }
  const provoked = new Set(bad.flatMap(({ faults }) => faults.map(([, code]) => code)));
  const missing = Object.keys(ISSUE_TEXTS).filter((code) => !provoked.has(code as IssueCode));
  expect(missing).toEqual(OF_THE_WORKSPACE);
});

for (const { locale, messages } of LANGUAGES) {
  test(`a bad sheet is refused with every reason at once and is not saved (${locale})`, async ({ team }) => {
    const caller = await team.caller("marketer");
    await draftByApi(caller, "agreed", sample());
    const before = await readSheet(caller, "agreed");
    const page = await team.pageOf(caller.member, { locale });
    const saves: string[] = [];
    page.on("request", (request) => {
      const isSave = /\/draft(\/edits)?$/.test(new URL(request.url()).pathname) && request.method() !== "GET";
      if (isSave) saves.push(request.url());
    });
    const editor = await openJson(page, messages);
    const { Sheets } = messages;
    for (const bad of badSheets()) {
      await editor.fill(bad.text);
      const lines = expected(bad, messages.SheetIssues, messages.IssueWords.expected);
      const problems = page
        .getByRole("status")
        .filter({ has: page.getByRole("list") })
        .getByRole("listitem");
      await expect(problems).toHaveText(lines);
      const status = page.getByRole("status").filter({ hasText: /^ ?(Not saved|Sin guardar)/ });
      await expect(status).toContainText(` ${lines.length} `);
      const signing = page.getByRole("button", {
        name: Sheets.sign.sign.replace("{side}", Sheets.sides.marketing),
      });
      await expect(signing).toBeDisabled();
      await expect(signing).toHaveAccessibleDescription(Sheets.sign.unsaved);
    }
    await editor.fill("{");
    await expect(page.getByText(messages.Conditions.invalidJson.replace("{message}", ""))).toBeVisible();
    expect(saves).toEqual([]);
    expect(await readSheet(caller, "agreed")).toEqual(before);
    // The editor was listening all the while: a sheet that is in order is saved.
    await editor.fill(asJson({ ...sample(), exclusions: [] }));
    const saved = Sheets.save.saved.replace("{time}", "");
    await expect(page.getByRole("status").filter({ hasText: new RegExp(`${saved}\\d`) })).toBeVisible();
    expect(saves).toHaveLength(1);
  });
}

async function openJson(page: Page, messages: typeof en) {
  await page.goto("/sheets/agreed?tab=edit");
  await page.getByRole("radio", { name: "JSON" }).click();
  const editor = page.getByRole("textbox", { name: messages.SheetEditor.contentLabel });
  await expect(editor).toBeVisible();
  return editor;
}

for (const bad of badSheets()) {
  test(`the API refuses the same sheet with the same reasons: ${bad.name}`, async ({ team }) => {
    const caller = await team.caller("marketer");
    await draftByApi(caller, "agreed", sample());
    const before = await readSheet(caller, "agreed");
    const answer = await caller.call("PUT", "/api/v1/sheets/agreed/draft", {
      body: `{"segment":"everyone","content":${bad.text}}`,
      headers: { "content-type": "application/json" },
    });
    expect(answer.status).toBe(422);
    const { error } = answer.body as { error: { code: string; issues: { path: string; message: string }[] } };
    expect(error.code).toBe("invalid_sheet");
    expect(error.issues.map(({ path, message }) => `${path}: ${message}`)).toEqual(
      expected(bad, en.SheetIssues),
    );
    expect(await readSheet(caller, "agreed")).toEqual(before);
  });
}
