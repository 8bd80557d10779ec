import { compileSheet } from "../scoring/compile.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { Sum } from "../scoring/sum.ts";
import { auc } from "../statistics/auc.ts";
import { calibration } from "../statistics/calibration.ts";
import { fitLogistic, sigmoid } from "../statistics/logistic.ts";
import { topShare } from "../statistics/top-share.ts";
import { wilson } from "../statistics/wilson.ts";
import type { Observation } from "./observe.ts";
import type { Quality, Validation } from "./schemas.ts";
import { headline, makeScorecard, suggestedContent } from "./scorecard.ts";

/** The older part of the leads, from which points are learnt; the rest tests them. */
const OLDER = 2 / 3;
/** Below this many of either outcome in a part nothing is said. */
const LEAST = 10;
const TOP = 0.1;
const BINS = 5;

/** Totals under a content, from the points that each rule of another version of the same rules gave. */
export function totalsUnder(
  before: SheetContent,
  after: SheetContent,
  observations: readonly Observation[],
): Float64Array {
  const sum = new Sum(compileSheet(after));
  const points = new Float64Array(after.rules.length);
  return Float64Array.from(observations, (one) => {
    after.rules.forEach((rule, n) => {
      const old = before.rules[n];
      const given = one.points[n] as number;
      if (rule.muted === true) points[n] = 0;
      else if (rule === old || old === undefined) points[n] = given;
      else if (rule.kind === "fit") points[n] = rule.cases[one.cases[n] as number]?.points ?? rule.otherwise;
      else points[n] = headline(old) === 0 ? 0 : (given * headline(rule)) / headline(old);
    });
    sum.run(points);
    return sum.total;
  });
}

const countOf = (list: readonly Observation[]) => {
  const converted = list.filter((one) => one.converted).length;
  return { n: list.length, converted };
};

/**
 * Points learnt from the older leads, tried on the newer ones beside the sheet as it is. Both totals become chances by a
 * logistic curve fitted on the older leads, so that their calibration can be compared. Pure.
 * @param observations oldest first
 * @returns null where either part has too few of either outcome
 */
export function validateForward(
  content: SheetContent,
  observations: readonly Observation[],
): Validation | null {
  const cut = Math.round(observations.length * OLDER);
  const [older, newer] = [observations.slice(0, cut), observations.slice(cut)];
  const isThin = (list: readonly Observation[]) => {
    const { n, converted } = countOf(list);
    return converted < LEAST || n - converted < LEAST;
  };
  if (isThin(older) || isThin(newer)) return null;
  const learnt = suggestedContent(content, makeScorecard(content, older).weights);
  return {
    trained: countOf(older),
    tested: countOf(newer),
    split_at: new Date(newer[0]?.at ?? 0).toISOString(),
    today: qualityOf(
      totalsUnder(content, content, older),
      older,
      totalsUnder(content, content, newer),
      newer,
    ),
    suggested: qualityOf(
      totalsUnder(content, learnt, older),
      older,
      totalsUnder(content, learnt, newer),
      newer,
    ),
  };
}

function qualityOf(
  trained: Float64Array,
  older: readonly Observation[],
  totals: Float64Array,
  newer: readonly Observation[],
): Quality {
  const labels = (list: readonly Observation[]) =>
    Uint8Array.from(list, ({ converted }) => (converted ? 1 : 0));
  const y = labels(newer);
  const curve = fitLogistic({ x: trained, n: older.length, p: 1, y: labels(older), l2: 0.01 });
  const chances = totals.map((total) => sigmoid(curve.intercept + (curve.coefficients[0] ?? 0) * total));
  const ranked = auc(totals, y);
  const top = topShare(totals, y, TOP);
  const { brier, bins } = calibration(chances, y, BINS);
  const interval = top ? wilson(top.converted, top.n) : null;
  return {
    auc: ranked ? { rate: ranked.auc, low: ranked.low, high: ranked.high } : null,
    top_tenth: interval,
    top_tenth_n: top?.n ?? 0,
    brier,
    calibration: bins.map(({ n, predicted, rate, low, high }) => ({ n, predicted, rate, low, high })),
  };
}
