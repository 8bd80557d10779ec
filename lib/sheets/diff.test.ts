import fc from "fast-check";
import { createTranslator } from "next-intl";
import { describe, expect, it, test } from "vitest";
import en from "#messages/en.json" with { type: "json" };
import es from "#messages/es.json" with { type: "json" };
import { sheet } from "../scoring/arbitraries.test-helper.ts";
import type { Rule, SheetContent } from "../scoring/schema.ts";
import { countChanges, diffSheets, type FieldChange, type ItemChange, isEmptyDiff } from "./diff.ts";
import { diffBlocks } from "./diff-sentences.ts";
import { sheetContent } from "./testing.ts";

const content = sheetContent();
const withRules = (rules: Rule[]): SheetContent => ({ ...content, rules });
const rules = content.rules;
const [pricing, title] = rules as [Rule, Rule];
const third = { ...pricing, key: "demo", name: "Asked for a demo" };

const patched = (item: object, fields: FieldChange[]): Record<string, unknown> => {
  const next: Record<string, unknown> = { ...item };
  for (const { field, after } of fields) {
    if (after === undefined) delete next[field];
    else next[field] = after;
  }
  return next;
};

/** Carries out what a diff says, knowing nothing of the second content. */
function applied<T extends { key: string }>(before: readonly T[], changes: ItemChange<T>[]): unknown[] {
  const byKey = new Map(changes.map((change) => [change.key, change]));
  const placed = new Map<number, unknown>();
  const staying: unknown[] = [];
  for (const change of changes) if (change.kind === "added") placed.set(change.at, change.after);
  for (const item of before) {
    const change = byKey.get(item.key);
    if (change?.kind === "removed") continue;
    if (change?.kind !== "kept") {
      staying.push(item);
      continue;
    }
    const next = patched(item, change.fields);
    if (change.moved?.category) next.category = change.moved.category.after;
    if (change.moved) placed.set(change.moved.to, next);
    else staying.push(next);
  }
  const length = staying.length + placed.size;
  return Array.from({ length }, (_, at) => (placed.has(at) ? placed.get(at) : staying.shift()));
}

/** Two contents of which the second keeps some entries of the first, in another order. */
const pair = fc
  .tuple(sheet, sheet, fc.array(fc.nat(), { minLength: 30, maxLength: 30 }))
  .map(([a, b, seeds]): [SheetContent, SheetContent] => {
    const mixed = <T extends { key: string }>(mine: T[], theirs: T[], from: number): T[] => {
      const union = [...new Map([...theirs, ...mine].map((item) => [item.key, item])).values()];
      const kept = union.filter((_, n) => (seeds[(from + n) % 30] ?? 0) % 4 !== 0);
      return kept.toSorted((x, y) => rank(x.key, from) - rank(y.key, from));
    };
    const rank = (key: string, from: number) => seeds[(from + Number(key.slice(1))) % 30] ?? 0;
    const next = {
      range: b.range,
      dimensions: mixed(a.dimensions, b.dimensions, 0),
      categories: mixed(a.categories, b.categories, 3),
      rules: mixed(a.rules, b.rules, 7),
      groups: mixed(a.groups, b.groups, 15),
      exclusions: mixed(a.exclusions, b.exclusions, 20),
    };
    return [a, next];
  });

describe("diffSheets", () => {
  it("says everything that leads from one content to the other", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const diff = diffSheets(a, b);
        expect({
          range: patched(a.range, diff.range),
          dimensions: applied(a.dimensions, diff.dimensions),
          categories: applied(a.categories, diff.categories),
          rules: applied(a.rules, diff.rules),
          groups: applied(a.groups, diff.groups),
          exclusions: applied(a.exclusions, diff.exclusions),
        }).toEqual(b);
      }),
    );
  });

  it("counts the same in both directions, additions as removals", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const there = countChanges(diffSheets(a, b));
        const back = countChanges(diffSheets(b, a));
        expect(back).toEqual({ ...there, added: there.removed, removed: there.added });
        expect(isEmptyDiff(diffSheets(a, a))).toBe(true);
      }),
    );
  });

  it("calls a rule that stands elsewhere moved, and only that one", () => {
    const diff = diffSheets(withRules([pricing, title, third]), withRules([third, pricing, title]));
    expect(diff.rules).toMatchObject([{ kind: "kept", key: "demo", fields: [], moved: { from: 2, to: 0 } }]);
    expect(countChanges(diff)).toEqual({ added: 0, removed: 0, changed: 0, moved: 1 });
  });

  it("calls a rule in another category moved, and says what else changed on it", () => {
    const elsewhere = { ...pricing, category: "person", points: 15 } as Rule;
    expect(diffSheets(content, withRules([elsewhere, title])).rules).toEqual([
      {
        kind: "kept",
        key: "pricing",
        before: pricing,
        after: elsewhere,
        fields: [{ field: "points", before: 10, after: 15 }],
        moved: { from: 0, to: 0, category: { before: "web", after: "person" } },
      },
    ]);
  });

  it("does not mind in which order fields are written", () => {
    const shuffled = Object.fromEntries(Object.entries(pricing).reverse()) as Rule;
    expect(isEmptyDiff(diffSheets(content, withRules([shuffled, title])))).toBe(true);
  });
});

const english = {
  diff: createTranslator({ locale: "en", messages: en, namespace: "SheetDiff" }),
  sentences: createTranslator({ locale: "en", messages: en, namespace: "Sentences" }),
};
const spanish = {
  diff: createTranslator({ locale: "es", messages: es, namespace: "SheetDiff" }),
  sentences: createTranslator({ locale: "es", messages: es, namespace: "Sentences" }),
};

describe("diffBlocks", () => {
  it("says a change of points as what was and what is", () => {
    const dearer = withRules([{ ...pricing, points: 15 } as Rule, title]);
    expect(diffBlocks(content, dearer, english)).toMatchObject([
      {
        list: "rules",
        key: "pricing",
        name: "Visited pricing",
        marks: ["changed"],
        lines: [
          { sign: "-", text: expect.stringMatching(/^\+10 when a lead visits a page/) },
          { sign: "+", text: expect.stringMatching(/^\+15 when a lead visits a page/) },
        ],
      },
    ]);
  });

  it("says where a moved rule came from and went", () => {
    const moved = withRules([{ ...pricing, category: "person" } as Rule, title]);
    expect(diffBlocks(content, moved, english)).toMatchObject([
      { marks: ["moved"], lines: [{ sign: ">", text: "From category “Website” to “Person”" }] },
    ]);
    expect(diffBlocks(content, moved, spanish)).toMatchObject([
      { marks: ["moved"], lines: [{ sign: ">", text: "De la categoría «Website» a «Person»" }] },
    ]);
  });

  it("has words in both languages for every difference there can be", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        for (const t of [english, spanish]) {
          const blocks = diffBlocks(a, b, t);
          expect(blocks.length > 0).toBe(!isEmptyDiff(diffSheets(a, b)));
          for (const { lines } of blocks) {
            expect(lines.length).toBeGreaterThan(0);
            for (const { text } of lines) expect(text).not.toMatch(/SheetDiff|Sentences\.|undefined/);
          }
        }
      }),
    );
  });
});

it("says when a rule was muted, and when it was unmuted", () => {
  const quiet = withRules([{ ...pricing, muted: true }, title]);
  expect(diffBlocks(content, quiet, english)).toMatchObject([
    { key: "pricing", marks: ["changed"], lines: [{ sign: "+", text: "Muted: gives no points" }] },
  ]);
  expect(diffBlocks(quiet, content, spanish)).toMatchObject([
    {
      marks: ["changed"],
      lines: [
        { sign: "-", text: "Silenciada: no da puntos" },
        { sign: "+", text: "Ya no está silenciada: vuelve a dar puntos" },
      ],
    },
  ]);
});

test("actions and hysteresis are told in sentences, those that came and those that went", () => {
  const [cold, warm, hot] = content.groups;
  if (!cold || !warm || !hot) throw new Error("the sheet has three groups");
  const acting: SheetContent = {
    ...content,
    groups: [
      cold,
      warm,
      {
        ...hot,
        leave: { after_hours: 24, points_below: 5 },
        actions: [
          { key: "a", on: "enter", kind: "alert", to: "team", team: "north", channels: ["app", "email"] },
          { key: "b", on: "leave", kind: "set_attribute", attribute: "tier", value: "silver" },
          {
            ...{ key: "c", on: "enter", kind: "assign", owner_first: true },
            routes: [
              { when: { field: "city", op: "eq", value: "Gijón" }, team: "north" },
              { when: null, team: "rest" },
            ],
          },
        ],
      },
    ],
  };
  const lines = [
    "Has left after 24 hours out, or 5 points below the minimum",
    `When a lead enters ${hot.name}: alert team north in the app and by e-mail`,
    `When a lead leaves ${hot.name}: set tier to “silver”`,
    `When a lead enters ${hot.name}: assign it to its owner, else to team north where city is “Gijón”, else team rest`,
  ];
  const signed = (sign: string) => lines.map((text) => ({ sign, text }));
  expect(diffBlocks(content, acting, english)).toMatchObject([
    { key: hot.key, marks: ["changed"], lines: signed("+") },
  ]);
  expect(diffBlocks(acting, content, english)).toMatchObject([
    { key: hot.key, marks: ["changed"], lines: signed("-") },
  ]);
  const inSpanish = diffBlocks(content, acting, spanish).flatMap((block) =>
    block.lines.map(({ text }) => text),
  );
  expect(inSpanish[0]).toBe("Ha salido tras 24 horas fuera, o con 5 puntos por debajo del mínimo");
});
