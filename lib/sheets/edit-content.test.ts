import { expect, it } from "vitest";
import { type SheetContent, sheetContentSchema } from "../scoring/schema.ts";
import { validateSheet } from "../scoring/validate.ts";
import {
  inOrder,
  newRule,
  withCopy,
  withMuted,
  withNewCategory,
  withoutCategory,
  withoutDimension,
  withRuleAt,
  withRuleMoved,
} from "./edit-content.ts";
import { sheetContent } from "./testing.ts";

/** The same value with the keys of every object turned round, as a store may answer it. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
};

it("equal contents become equal texts, whatever the order of their keys", () => {
  const content = sheetContent();
  const other = turned(content) as SheetContent;
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(content));
  expect(JSON.stringify(inOrder(other))).toBe(JSON.stringify(inOrder(content)));
});

it("content that is no valid sheet stays as it is", () => {
  const content = { ...sheetContent(), categories: [] };
  expect(inOrder(content)).toBe(content);
});

const order = ({ rules }: SheetContent) => rules.map(({ key, category }) => `${category}/${key}`);
/** Rules of two categories, mixed as a list may hold them. */
const mixed = (): SheetContent => {
  const content = sheetContent();
  const [pricing] = content.rules;
  if (!pricing) throw new Error("no rule");
  return { ...content, rules: [...content.rules, { ...pricing, key: "demo" }, { ...pricing, key: "blog" }] };
};

it("a rule moves among those of its category, whatever stands between them", () => {
  const content = mixed();
  expect(order(content)).toEqual(["web/pricing", "person/title", "web/demo", "web/blog"]);
  const up = withRuleMoved(content, "demo", -1);
  expect(order(up)).toEqual(["web/demo", "web/pricing", "person/title", "web/blog"]);
  const down = withRuleMoved(content, "pricing", 1);
  expect(order(down).filter((one) => one.startsWith("web"))).toEqual(["web/demo", "web/pricing", "web/blog"]);
  expect(withRuleMoved(content, "blog", 1)).toBe(content);
  expect(withRuleMoved(content, "pricing", -1)).toBe(content);
});

it("a rule goes before another one, or to the end of a category, which becomes its own", () => {
  expect(order(withRuleAt(mixed(), "blog", "person", "title"))).toEqual([
    "web/pricing",
    "person/blog",
    "person/title",
    "web/demo",
  ]);
  expect(order(withRuleAt(mixed(), "pricing", "person", null))).toEqual([
    "person/title",
    "person/pricing",
    "web/demo",
    "web/blog",
  ]);
});

it("a category goes with its rules, or they go to another one", () => {
  expect(order(withoutCategory(mixed(), "web", null))).toEqual(["person/title"]);
  expect(order(withoutCategory(mixed(), "web", "person"))).toEqual([
    "person/pricing",
    "person/title",
    "person/demo",
    "person/blog",
  ]);
});

it("a dimension goes, and with it what groups asked of it", () => {
  const content = sheetContent();
  const groups = content.groups.map((group) => ({ ...group, from: { ...group.from, fit: 5 } }));
  const left = withoutDimension({ ...content, groups }, "fit");
  expect(left.dimensions.map(({ key }) => key)).toEqual(["behaviour"]);
  expect(left.groups.map(({ from }) => from)).toEqual([{}, { total: 10 }, { total: 30 }]);
});

it("from nothing: a category with its dimension, a rule of each kind, a copy, one muted and unmuted", () => {
  const empty = sheetContentSchema.parse({});
  const { content, key } = withNewCategory(empty, { category: "Website", dimension: "Score" });
  const behaviour = newRule("behaviour", "Act", content, key);
  const copied = withCopy({ ...content, rules: [behaviour] }, behaviour, "Copy");
  expect(order(copied.content)).toEqual(["category/behaviour", "category/behaviour-2"]);
  expect(validateSheet(copied.content)).toMatchObject({ ok: true });
  const quiet = withMuted(behaviour, true);
  expect(quiet).toEqual({ ...behaviour, muted: true });
  expect(Object.keys(withMuted(quiet, false))).not.toContain("muted");
  expect(validateSheet({ ...content, rules: [newRule("inactivity", "Quiet", content, key)] }).ok).toBe(true);
});
