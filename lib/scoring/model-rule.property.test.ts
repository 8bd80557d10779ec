import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as arb from "./arbitraries.test-helper.ts";
import { bindActivities } from "./bind.ts";
import { compileSheet } from "./compile.ts";
import { type FrozenModel, frozenModelSchema, type ModelColumn, modelReference } from "./frozen-model.ts";
import { naiveAttributes } from "./naive.test-helper.ts";
import { naiveModelRule } from "./naive-model.test-helper.ts";
import { contributions, predict, rawLogOdds } from "./predict.ts";
import type { ModelRule, SheetContent } from "./schema.ts";
import { scoreHistory } from "./score-lead.ts";

const field = fc.constantFrom("path", "n", "tags", "flag", "a.b", "gone");
const column: fc.Arbitrary<ModelColumn> = fc.oneof(
  fc.record({ kind: fc.constant("number" as const), field }),
  fc.record({ kind: fc.constant("missing" as const), field }),
  fc.record({
    kind: fc.constant("level" as const),
    field,
    value: fc.constantFrom("true", "5", "/pricing", "x5"),
  }),
  fc.record({
    kind: fc.constant("events" as const),
    event: fc.constantFrom("page_viewed", "form_submitted", "*"),
    where: fc.option(arb.condition),
    window_days: fc.option(fc.constantFrom(1, 3, 14, 0.5)),
  }),
);

const weight = fc.integer({ min: -8, max: 8 }).map((n) => n / 4);

/** A random model: a weight for each column, and a tree of one question. */
const model: fc.Arbitrary<FrozenModel> = fc
  .record({
    columns: fc.array(column, { minLength: 1, maxLength: 5 }),
    weights: fc.array(weight, { minLength: 5, maxLength: 5 }),
    intercept: weight,
    trainedAt: arb.asOf,
    isTree: fc.boolean(),
    missingLeft: fc.boolean(),
    threshold: fc.constantFrom(0, 0.5, 2, 4.5),
  })
  .map(({ columns, weights, intercept, trainedAt, isTree, missingLeft, threshold }) => ({
    format: 1 as const,
    trained_at: new Date(trainedAt).toISOString(),
    columns,
    kind: isTree ? ("boosting" as const) : ("logistic" as const),
    intercept,
    coefficients: isTree ? [] : columns.map((_, n) => weights[n] ?? 0),
    centres: columns.map((_, n) => (weights[n] ?? 0) + 1),
    trees: isTree
      ? columns.map((_, n) => ({
          column: [n, -1, -1],
          threshold: [threshold, 0, 0],
          left: [1, -1, -1],
          right: [2, -1, -1],
          missing_left: [missingLeft, false, false],
          value: [0.1, weights[n] ?? 0, -(weights[n] ?? 0)],
        }))
      : [],
    calibration: { slope: 0.8, intercept: 0.1 },
  }));

const rule: fc.Arbitrary<ModelRule> = fc.record({
  key: fc.constant("m"),
  name: fc.constant("Model"),
  category: fc.constant("c"),
  kind: fc.constant("model" as const),
  model: fc.constant("wins"),
  version: fc.constant(3),
  steps: fc.uniqueArray(
    fc.record({
      from: fc.constantFrom(0, 0.1, 0.3, 0.5, 0.7, 0.9),
      points: fc.integer({ min: -30, max: 30 }),
    }),
    { selector: ({ from }) => from, maxLength: 4 },
  ),
  otherwise: fc.integer({ min: -3, max: 3 }),
  backdate: fc.boolean(),
});

const sheetOf = (one: ModelRule): SheetContent => ({
  range: { min: null, max: null },
  dimensions: [{ key: "d", name: "D", min: null, max: null, bands: [] }],
  categories: [{ key: "c", name: "C", dimension: "d", min: null, max: null }],
  rules: [one],
  exclusions: [],
  groups: [],
});

const scoreOf = (one: ModelRule, frozen: FrozenModel, sample: arb.Sample, asOf: number) => {
  const compiled = compileSheet(sheetOf(one), new Map([[modelReference("wins", 3), frozen]]));
  return scoreHistory(bindActivities(compiled, sample.activities), sample.history, asOf, { explain: true });
};

describe("a rule that points at a frozen model", () => {
  it("gives what the naive reading of the model gives", () => {
    let reached = 0;
    fc.assert(
      fc.property(model, rule, arb.sample, arb.asOf, (frozen, one, sample, asOf) => {
        const attributes = naiveAttributes(sample.history.attributeHistory, asOf);
        const expected = naiveModelRule(one, frozen, attributes, sample.events, asOf);
        const [found] = scoreOf(one, frozen, sample, asOf).contributions.filter(
          ({ rule: key }) => key === "m",
        );
        expect({ points: found?.points ?? 0, times: found?.times ?? 0 }).toEqual({
          points: expected.points + 0,
          times: expected.times,
        });
        if (expected.times > 0) reached++;
      }),
      { numRuns: 3000 },
    );
    expect(reached).toBeGreaterThan(500);
  }, 60_000);

  it("gives nothing before the model was trained, unless the sheet says that it does", () => {
    fc.assert(
      fc.property(model, rule, arb.sample, fc.integer({ min: 1, max: 1e9 }), (frozen, one, sample, early) => {
        const asOf = Date.parse(frozen.trained_at) - early;
        const found = scoreOf({ ...one, backdate: false }, frozen, sample, asOf);
        expect(found.contributions.filter(({ rule: key }) => key === "m")).toEqual([]);
        // … and the instant of the training is one at which the score may change.
        expect(found.nextChangeAt).not.toBeNull();
        expect(found.nextChangeAt ?? 0).toBeLessThanOrEqual(Date.parse(frozen.trained_at));
        const attributes = naiveAttributes(sample.history.attributeHistory, asOf);
        const backdated = { ...one, backdate: true };
        const [given] = scoreOf(backdated, frozen, sample, asOf).contributions.filter(
          ({ rule: k }) => k === "m",
        );
        expect(given?.points ?? 0).toBe(
          naiveModelRule(backdated, frozen, attributes, sample.events, asOf).points + 0,
        );
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  it("does not change before the instant it names", () => {
    fc.assert(
      fc.property(
        model,
        rule,
        arb.sample,
        arb.asOf,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (m, one, s, at, part) => {
          const now = scoreOf(one, m, s, at);
          const until = now.nextChangeAt ?? at + 200 * arb.DAY;
          const between = at + Math.floor((until - 1 - at) * part);
          if (between <= at) return;
          expect(scoreOf(one, m, s, between).total).toBe(now.total);
        },
      ),
      { numRuns: 1500 },
    );
  }, 60_000);

  it("scores the same from what is stored: a frozen model survives JSON to the bit", () => {
    fc.assert(
      fc.property(model, rule, arb.sample, arb.asOf, (frozen, one, sample, asOf) => {
        const stored = frozenModelSchema.parse(JSON.parse(JSON.stringify(frozen)));
        expect(scoreOf(one, stored, sample, asOf)).toStrictEqual(scoreOf(one, frozen, sample, asOf));
      }),
      { numRuns: 300 },
    );
  });

  it("is refused where the model was not given", () => {
    const [one] = fc.sample(rule, 1);
    if (!one) throw new Error("no rule");
    expect(() => compileSheet(sheetOf(one))).toThrow(RangeError);
    expect(() => compileSheet(sheetOf({ ...one, muted: true }))).not.toThrow();
  });
});

describe("reasons of a prediction", () => {
  it("sum, with the average lead's log odds, to the prediction's", () => {
    fc.assert(
      fc.property(
        model,
        fc.array(fc.constantFrom(0, 1, 2.5, Number.NaN), { minLength: 5, maxLength: 5 }),
        (frozen, row) => {
          const parts = contributions(frozen, row).reduce((sum, part) => sum + part, 0);
          const { slope, intercept } = frozen.calibration;
          const average =
            frozen.kind === "logistic"
              ? rawLogOdds(frozen, frozen.centres)
              : frozen.intercept + frozen.trees.reduce((sum, tree) => sum + (tree.value[0] ?? 0), 0);
          const logOdds = slope * average + intercept + parts;
          expect(1 / (1 + Math.exp(-logOdds))).toBeCloseTo(predict(frozen, row), 9);
        },
      ),
      { numRuns: 500 },
    );
  });
});
