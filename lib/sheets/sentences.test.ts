import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import en from "#messages/en.json" with { type: "json" };
import es from "#messages/es.json" with { type: "json" };
import type { Condition } from "../scoring/condition-schema.ts";
import { OPS } from "../scoring/condition-schema.ts";
import type { Rule } from "../scoring/schema.ts";
import { TEMPLATES } from "../templates/index.ts";
import { boundsText, conditionText, groupText, ruleLines } from "./sentences.ts";
import { sheetContent } from "./testing.ts";

const english = createTranslator({ locale: "en", messages: en, namespace: "Sentences" });
const spanish = createTranslator({ locale: "es", messages: es, namespace: "Sentences" });

const content = sheetContent();
const rule = (place: number, changed: object = {}) => ({ ...content.rules[place], ...changed }) as Rule;

describe("ruleLines", () => {
  it("says an act with its filter, limit, window and fading", () => {
    const fading = rule(0, { half_life_days: 30, limit: { times: 2, per: "day" } });
    expect(ruleLines(fading, english)).toEqual([
      {
        points: 10,
        text: "when a lead visits a page where path starts with “/pricing”, at most 2 times a day, in the last 90 days; the points halve every 30 days",
      },
    ]);
    expect(ruleLines(fading, spanish)[0]?.text).toBe(
      "cuando un lead visita una página donde path empieza por «/pricing», como máximo 2 veces al día, en los últimos 90 días; los puntos se reducen a la mitad cada 30 días",
    );
  });

  it("says each case of a rule on attributes, and what the others get", () => {
    expect(ruleLines(rule(1, { otherwise: -5 }), english)).toEqual([
      { points: 20, text: "when title is one of “CEO”, “CTO”" },
      { points: -5, text: "otherwise" },
    ]);
  });

  it("says silence", () => {
    const idle = {
      key: "i",
      name: "I",
      category: "web",
      kind: "inactivity",
      after_days: 30,
      every_days: 7,
      points: -5,
    };
    expect(ruleLines({ ...idle, limit: { times: 1 } } as Rule, english)[0]?.text).toBe(
      "after 30 days without any event, and again every 7 days, at most once",
    );
    expect(ruleLines({ ...idle, limit: null } as Rule, spanish)[0]?.text).toBe(
      "tras 30 días sin ningún evento, y de nuevo cada 7 días",
    );
  });

  it.each([
    ["en", english],
    ["es", spanish],
  ] as const)("finds words for every rule of every template (%s)", (locale, t) => {
    for (const template of TEMPLATES) {
      for (const one of template.content(locale).rules) {
        for (const { text } of ruleLines(one, t)) expect(text).not.toMatch(/Sentences|\{|\}|undefined/);
      }
    }
  });
});

describe("conditionText", () => {
  const leaf = (field: string): Condition => ({ field, op: "exists" });

  it("puts a list within a list in parentheses", () => {
    const condition: Condition = { all: [leaf("a"), { any: [leaf("b"), leaf("c")] }, { not: leaf("d") }] };
    expect(conditionText(condition, english)).toBe(
      "a is known, (b is known or c is known) and not (d is known)",
    );
  });

  it("says that an empty all is always and an empty any never", () => {
    expect(conditionText({ all: [] }, english)).toBe("always");
    expect(conditionText({ any: [] }, spanish)).toBe("nunca");
  });

  it("has words for every operator in both languages", () => {
    const values: Partial<Record<string, unknown>> = {
      in: ["x"],
      not_in: ["x"],
      between: [1, 2],
      within_days: 1,
    };
    for (const op of OPS) {
      const condition = { field: "f", op, value: values[op] ?? "x" } as Condition;
      for (const t of [english, spanish])
        expect(conditionText(condition, t)).toMatch(/^(f |no se conoce f|se conoce f)/);
    }
  });
});

describe("groups and bounds", () => {
  it("says what a group needs", () => {
    const [cold, , hot] = content.groups;
    expect(cold && groupText(cold, content, english)).toBe("everybody else");
    expect(hot && groupText({ ...hot, from: { total: 30, fit: 5 } }, content, english)).toBe(
      "score from 30 and Fit from 5",
    );
  });

  it("says bounds, and nothing where there are none", () => {
    expect(boundsText({ min: 0, max: 40 }, english)).toBe("0 to 40");
    expect(boundsText({ min: null, max: 40 }, spanish)).toBe("como máximo 40");
    expect(boundsText({ min: null, max: null }, english)).toBeNull();
  });
});
