import type { AdjustmentStep, ExplainedScore } from "./explain.ts";

/**
 * A term of the sum that a reader can add up by hand. `hundredths` is what is shown, so the terms of an equation give
 * exactly 100 times its total.
 */
export type EquationTerm =
  | { kind: "category"; key: string; name: string; hundredths: number }
  | { kind: "adjustment"; key: string; hundredths: number; step: AdjustmentStep }
  | { kind: "decay"; hundredths: number }
  | { kind: "category_cap" | "dimension_cap"; key: string; name: string; bound: number; hundredths: number }
  | { kind: "rounding"; hundredths: number }
  | { kind: "range_cap"; bound: number; hundredths: number };

const hundredths = (points: number) => Math.round(points * 100) + 0;

type Bounded = {
  key: string;
  name: string;
  min: number | null;
  max: number | null;
  raw: number;
  clamped: number;
};

function cap(kind: "category_cap" | "dimension_cap", step: Bounded): EquationTerm[] {
  const change = step.clamped - step.raw;
  const bound = change < 0 ? step.max : step.min;
  if (change === 0 || bound === null) return [];
  return [{ kind, key: step.key, name: step.name, bound, hundredths: hundredths(change) }];
}

/**
 * Category subtotals − fading ± points given by hand − caps ± rounding = total. Rounding takes up what showing two decimals leaves over, and
 * is left out where it is nothing. Terms of 0 are left out, but categories where a rule gave anything.
 */
export function equationOf(score: ExplainedScore): EquationTerm[] {
  const categories = score.categories
    .filter(({ key, face }) => face !== 0 || score.rules.some((rule) => rule.category === key))
    .map(
      ({ key, name, face }): EquationTerm => ({ kind: "category", key, name, hundredths: hundredths(face) }),
    );
  const faded = score.categories.reduce((sum, { raw, face }) => sum + raw - face, 0);
  const decay: EquationTerm[] =
    hundredths(faded) === 0 ? [] : [{ kind: "decay", hundredths: hundredths(faded) }];
  const caps = [
    ...score.categories.flatMap((step) => cap("category_cap", step)),
    ...score.dimensions.flatMap((step) => cap("dimension_cap", step)),
  ];
  const overRange = score.total - score.total_raw;
  const bound = overRange < 0 ? score.max : score.min;
  const range: EquationTerm[] =
    overRange === 0 || bound === null
      ? []
      : [{ kind: "range_cap", bound, hundredths: hundredths(overRange) }];
  const byHand = score.adjustments.map(
    (step): EquationTerm => ({
      kind: "adjustment",
      key: String(step.id),
      hundredths: hundredths(step.points),
      step,
    }),
  );
  const terms = [...categories, ...decay, ...byHand, ...caps];
  const shown = [...terms, ...range].reduce((sum, term) => sum + term.hundredths, 0);
  const left = hundredths(score.total) - shown;
  const rounding: EquationTerm[] = left === 0 ? [] : [{ kind: "rounding", hundredths: left }];
  return [...terms, ...rounding, ...range];
}
