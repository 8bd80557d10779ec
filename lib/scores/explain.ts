import type { Rule, SheetContent } from "../scoring/schema.ts";
import type { Contribution, Score } from "../scoring/score.ts";

type Bounds = { min: number | null; max: number | null };
type Step = Bounds & { key: string; name: string; raw: number; clamped: number };

export type RuleStep = {
  rule: string;
  name: string;
  category: string;
  kind: Rule["kind"];
  /** Points before they faded: what the rule says times how often it counted. */
  face: number;
  points: number;
  times: number;
  matched: number | null;
  last_at: string | null;
};

/** Points given by hand, with who gave them and why. */
export type AdjustmentStep = {
  id: number;
  dimension: string;
  dimension_name: string;
  points: number;
  at: string;
  /** When they expire or were taken back; null: not yet. */
  until: string | null;
  reason: string;
  by: string | null;
};
export type AdjustmentWords = ReadonlyMap<number, Pick<AdjustmentStep, "reason" | "by">>;

export type ExplainedScore = {
  categories: (Step & { dimension: string; face: number })[];
  dimensions: (Step & { rounded: number })[];
  total_raw: number;
  total: number;
  min: number | null;
  max: number | null;
  rules: RuleStep[];
  adjustments: AdjustmentStep[];
  next_change_at: string | null;
};

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

function ruleStep(rule: Rule, given: Contribution): RuleStep {
  const { key, name, category, kind } = rule;
  const { points, times, matched, lastAt } = given;
  const face = rule.kind === "behaviour" ? rule.points * times + 0 : points;
  return { rule: key, name, category, kind, face, points, times, matched, last_at: iso(lastAt) };
}

const bounds = (item: Bounds | undefined): Bounds => ({ min: item?.min ?? null, max: item?.max ?? null });

/**
 * Every step from rules to total in the sheet's own names: face value, fading, clamps, rounding.
 * @param words who gave what by hand, and why
 * @throws Error where the score was computed without `explain`.
 */
export function explainScore(content: SheetContent, score: Score, words: AdjustmentWords): ExplainedScore {
  const { explain } = score;
  if (!explain) throw new Error("the score was not asked to explain itself");
  const rules = content.rules.flatMap((rule) => {
    const given = score.contributions.find((c) => c.rule === rule.key);
    return given ? [ruleStep(rule, given)] : [];
  });
  return {
    categories: explain.categories.map(({ key, dimension, raw, clamped }) => {
      const category = content.categories.find((c) => c.key === key);
      const mine = rules.filter((rule) => rule.category === key);
      const face = mine.reduce((sum, rule) => sum + rule.face, 0);
      return { key, name: category?.name ?? key, dimension, ...bounds(category), face, raw, clamped };
    }),
    dimensions: explain.dimensions.map(({ key, raw, clamped, rounded }) => {
      const dimension = content.dimensions.find((d) => d.key === key);
      return { key, name: dimension?.name ?? key, ...bounds(dimension), raw, clamped, rounded };
    }),
    total_raw: explain.totalRaw,
    total: explain.total,
    ...bounds(content.range),
    rules,
    adjustments: explain.adjustments.map(({ id, dimension, points, at, until }) => ({
      id,
      dimension,
      dimension_name: content.dimensions.find(({ key }) => key === dimension)?.name ?? dimension,
      points,
      at: new Date(at).toISOString(),
      until: iso(until),
      ...(words.get(id) ?? { reason: "", by: null }),
    })),
    next_change_at: iso(score.nextChangeAt),
  };
}
