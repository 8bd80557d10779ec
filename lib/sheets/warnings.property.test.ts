import fc from "fast-check";
import { expect, test } from "vitest";
import { sample as anySample, asOf, sheet } from "../scoring/arbitraries.test-helper.ts";
import { bindActivities } from "../scoring/bind.ts";
import { compileSheet } from "../scoring/compile.ts";
import type { Rule, SheetContent } from "../scoring/schema.ts";
import { scoreHistory } from "../scoring/score-lead.ts";
import { sheetWarnings } from "./warnings.ts";

/** Warnings speak of a sheet's rules: what is given by hand may lift or lower a lead beyond them. */
const sample = anySample.map((one) => ({ ...one, history: { ...one.history, adjustments: [] } }));

type Sample = typeof sample extends fc.Arbitrary<infer S> ? S : never;

const outcome = (content: SheetContent, { activities, history }: Sample, at: number) => {
  const { total, dimensions } = scoreHistory(bindActivities(compileSheet(content), activities), history, at);
  return { total, dimensions };
};

const withRule = (content: SheetContent, place: number, change: (rule: Rule) => Rule[]): SheetContent => ({
  ...content,
  rules: content.rules.flatMap((rule, n) => (n === place ? change(rule) : [rule])),
});

const oneLess = (rule: Rule): Rule[] => {
  if (rule.kind === "fit" || rule.kind === "model" || !rule.limit) return [rule];
  const limit = { ...rule.limit, times: rule.limit.times - 1 };
  return [{ ...rule, limit: limit.times === 0 ? rule.limit : limit } as Rule];
};

test("a rule said to be hidden changes nobody’s score, and neither does the last time of a limit said to be out of reach", () => {
  const seen = { hidden_by_clamp: 0, limit_beyond_clamp: 0, limit_counts_once: 0 };
  fc.assert(
    fc.property(sheet, fc.array(sample, { minLength: 1, maxLength: 1 }), asOf, (content, leads, at) => {
      for (const { path, code } of sheetWarnings(content)) {
        if (code !== "hidden_by_clamp" && code !== "limit_beyond_clamp" && code !== "limit_counts_once")
          continue;
        const place = Number(path.split(".")[1]);
        const changed = withRule(content, place, code === "hidden_by_clamp" ? () => [] : oneLess);
        seen[code]++;
        for (const lead of leads) expect(outcome(changed, lead, at)).toEqual(outcome(content, lead, at));
      }
    }),
    { numRuns: 600, seed: 21 },
  );
  for (const [code, times] of Object.entries(seen)) expect(times, code).toBeGreaterThan(5);
});

test("a group said to be out of reach holds nobody", () => {
  let seen = 0;
  fc.assert(
    fc.property(sheet, fc.array(sample, { minLength: 1, maxLength: 1 }), asOf, (content, leads, at) => {
      const places = sheetWarnings(content)
        .filter(({ code }) => code === "unreachable_group" || code === "overtaken_group")
        .map(({ path }) => content.groups[Number(path.split(".")[1])]?.key);
      for (const { activities, history } of leads) {
        const score = scoreHistory(bindActivities(compileSheet(content), activities), history, at);
        seen += places.length;
        expect(places).not.toContain(score.group ?? "");
      }
    }),
    { numRuns: 400, seed: 22 },
  );
  expect(seen).toBeGreaterThan(20);
});
