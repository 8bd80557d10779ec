import type { Rule, SheetContent } from "../scoring/schema.ts";
import { fitLogistic, type LogisticFit } from "../statistics/logistic.ts";
import { Z_95 } from "../statistics/normal.ts";
import type { RuleVerdict } from "./bases.ts";
import type { Observation } from "./observe.ts";

/** Below this nothing is concluded: leads that became opportunities, and leads that did not. */
export const ENOUGH = { converted: 40, others: 40 } as const;
/** A rule that counts, or does not count, for fewer leads than this is left as it is. */
export const MIN_LEADS = 30;
/** Penalty on standardised columns: a prior that an effect is small. */
const RIDGE = 1;

export type Weight = {
  rule: string;
  verdict: RuleVerdict;
  /** The most that one case or one event gives today, with its sign. */
  today: number;
  /** Whole points that outcomes suggest for the same, with a 95 % interval; null where nothing is concluded. */
  points: number | null;
  low: number | null;
  high: number | null;
  /** Leads for whom it counted, and those of them that became opportunities; the same of the others. */
  with: { n: number; converted: number };
  without: { n: number; converted: number };
};

export type Scorecard = {
  fit: LogisticFit;
  /** Columns of the fit: first, where it varies, whether the lead was handed over; then one for each of these rules. */
  adjusts: boolean;
  columns: readonly number[];
  /** Points for one unit of log-odds. */
  scale: number;
  weights: Weight[];
};

/** The most that one case or event of a rule gives, with its sign; 1 for a rule that gives nothing. */
export function headline(rule: Rule): number {
  if (rule.kind !== "fit" && rule.kind !== "model") return rule.points;
  const choices = rule.kind === "fit" ? rule.cases : rule.steps;
  const all = [...choices.map(({ points }) => points), rule.otherwise];
  return all.reduce((most, points) => (Math.abs(points) > Math.abs(most) ? points : most), 0);
}

/** How often a rule counted for a lead, faded as its points are, with the sign of what it gives: points over the headline. */
export const amountOf = (rule: Rule, points: number): number => {
  const most = Math.abs(headline(rule));
  return most === 0 ? 0 : points / most;
};

/** Rows of the fit: one for each observation. */
export function design(
  content: SheetContent,
  observations: readonly Observation[],
  columns: readonly number[],
  adjusts: boolean,
): Float64Array {
  const p = columns.length + (adjusts ? 1 : 0);
  const x = new Float64Array(observations.length * p);
  observations.forEach((one, row) => {
    let at = row * p;
    if (adjusts) x[at++] = one.handedOver ? 1 : 0;
    for (const rule of columns) x[at++] = amountOf(content.rules[rule] as Rule, one.points[rule] as number);
  });
  return x;
}

const outcomes = (observations: readonly Observation[]): Uint8Array =>
  Uint8Array.from(observations, ({ converted }) => (converted ? 1 : 0));

/** Handed-over and other leads are told apart where there are enough of both. */
export const mayAdjust = (observations: readonly Observation[]): boolean => {
  const worked = observations.filter(({ handedOver }) => handedOver).length;
  return worked >= MIN_LEADS && observations.length - worked >= MIN_LEADS;
};

const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

/**
 * A scorecard of the sheet's own rules. Each rule is one column of a logistic regression with a ridge penalty (its points
 * over the most that it gives), beside whether the lead was handed over. Log-odds become points by the factor under which
 * the rules that have an effect spread leads as far as the sheet's points spread them today. Pure.
 */
export function makeScorecard(content: SheetContent, observations: readonly Observation[]): Scorecard {
  const adjusts = mayAdjust(observations);
  const columns = content.rules.flatMap((rule, n) =>
    rule.muted === true || headline(rule) === 0 ? [] : [n],
  );
  const p = columns.length + (adjusts ? 1 : 0);
  const x = design(content, observations, columns, adjusts);
  const fit = fitLogistic({ x, n: observations.length, p, y: outcomes(observations), l2: RIDGE });
  const estimates = columns.map((rule, n) => {
    const column = n + (adjusts ? 1 : 0);
    const place = column + 1;
    const error = Math.sqrt(fit.covariance[place * (p + 1) + place] ?? 0);
    return { rule, effect: fit.coefficients[column] ?? 0, half: Z_95 * error };
  });
  const tallies = content.rules.map((rule, n) => tally(observations, rule, n));
  const isEnough = (rule: number) => {
    const one = tallies[rule];
    return one !== undefined && one.with.n >= MIN_LEADS && one.without.n >= MIN_LEADS;
  };
  const earning = estimates.filter(({ rule, effect, half }) => effect - half > 0 && isEnough(rule));
  const spread = deviation(
    observations.map((one) =>
      earning.reduce(
        (sum, { rule, effect }) =>
          sum + effect * amountOf(content.rules[rule] as Rule, one.points[rule] as number),
        0,
      ),
    ),
  );
  const today = deviation(observations.map(({ points }) => points.reduce((sum, value) => sum + value, 0)));
  const scale = spread > 0 ? today / spread : 0;
  const weights = content.rules.map((rule, n): Weight => {
    const counts = tallies[n] as ReturnType<typeof tally>;
    const most = headline(rule);
    const none = { rule: rule.key, today: most, points: null, low: null, high: null, ...counts };
    if (rule.muted === true) return { ...none, verdict: "muted" };
    const estimate = estimates.find((one) => one.rule === n);
    if (!estimate || !isEnough(n) || scale === 0) return { ...none, verdict: "too_few" };
    const sign = most < 0 ? -1 : 1;
    const ends = [estimate.effect - estimate.half, estimate.effect + estimate.half].map(
      (effect) => sign * scale * effect,
    );
    const [low = 0, high = 0] = ends.map(Math.round).sort((a, b) => a - b);
    const points = Math.round(sign * scale * estimate.effect) + 0;
    return { ...none, points, low: low + 0, high: high + 0, verdict: judge(estimate, scale, Math.abs(most)) };
  });
  return { fit, adjusts, columns, scale, weights };
}

/** @param most what the rule gives today, without its sign, as effects are in the direction of it */
function judge({ effect, half }: { effect: number; half: number }, scale: number, most: number): RuleVerdict {
  if (effect + half < 0) return "harm";
  if (effect - half <= 0) return "nothing";
  if (scale * (effect - half) > most) return "more";
  return scale * (effect + half) < most ? "less" : "right";
}

function tally(
  observations: readonly Observation[],
  rule: Rule,
  n: number,
): Pick<Weight, "with" | "without"> {
  const counts = { with: { n: 0, converted: 0 }, without: { n: 0, converted: 0 } };
  for (const { points, cases, converted } of observations) {
    const isCounted = rule.kind === "fit" ? (cases[n] as number) >= 0 : points[n] !== 0;
    const side = counts[isCounted ? "with" : "without"];
    side.n++;
    if (converted) side.converted++;
  }
  return counts;
}

/** The rule with what is suggested for it; null where it stays as it is. */
export function suggestedRule(rule: Rule, weight: Weight): Rule | null {
  if (weight.verdict === "nothing" || weight.verdict === "harm") return { ...rule, muted: true };
  if ((weight.verdict !== "more" && weight.verdict !== "less") || weight.points === null) return null;
  const factor = weight.points / headline(rule);
  const scaled = (points: number) => Math.round(points * factor) + 0;
  const all = <C extends { points: number }>(choices: readonly C[]) =>
    choices.map((one) => ({ ...one, points: scaled(one.points) }));
  if (rule.kind === "fit") return { ...rule, cases: all(rule.cases), otherwise: scaled(rule.otherwise) };
  if (rule.kind === "model") return { ...rule, steps: all(rule.steps), otherwise: scaled(rule.otherwise) };
  return weight.points === rule.points ? null : { ...rule, points: weight.points };
}

/** The sheet as it would be with all that is suggested for its rules. */
export const suggestedContent = (content: SheetContent, weights: readonly Weight[]): SheetContent => ({
  ...content,
  rules: content.rules.map((rule, n) => suggestedRule(rule, weights[n] as Weight) ?? rule),
});
