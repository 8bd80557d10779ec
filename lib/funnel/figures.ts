import { quantile } from "../statistics/quantile.ts";
import { wilson } from "../statistics/wilson.ts";
import { MEASURES } from "./facts.ts";
import { ASIDE, bucketDays, HORIZONS, type Horizon, LINE } from "./line.ts";
import type { Figures, Money, Rate, StageFigures, TrendWeek } from "./schemas.ts";

/** A sum as it was read. `part`: of leads that have had their horizon or not; of a period all are `mature`. */
export type ReadSum = {
  part: "mature" | "open";
  /** Monday of its week. */
  week: string;
  measure: number;
  bucket: number;
  currency: string;
  n: number;
  amount: number;
};
export type Basis = "cohort" | "period";

const total = (sums: readonly ReadSum[], is: (sum: ReadSum) => boolean): number =>
  sums.reduce((n, sum) => n + (is(sum) ? sum.n : 0), 0);

/** Of a cohort's reached sums, whether it was within the horizon. */
const withinHorizon =
  (horizon: Horizon) =>
  ({ bucket }: ReadSum) =>
    bucket <= HORIZONS.indexOf(horizon);

function rateOf(k: number, n: number, basis: Basis): Rate {
  if (n === 0) return null;
  // A period's stages are reached by other leads than those that come in it: a ratio, and no chance of anything.
  const found = basis === "cohort" ? wilson(k, n) : null;
  return { n, rate: k / n, low: found?.low ?? null, high: found?.high ?? null };
}

function moneyOf(sums: readonly ReadSum[], place: number): Money[] {
  const byCurrency = new Map<string, Money>();
  for (const { measure, currency, n, amount } of sums) {
    if (measure !== MEASURES.worth + place) continue;
    const money = byCurrency.get(currency) ?? { currency, amount: 0, n: 0 };
    money.amount = Math.round((money.amount + amount) * 1e4) / 1e4;
    money.n += n;
    byCurrency.set(currency, money);
  }
  return [...byCurrency.values()].filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
}

/**
 * The figures of a selection, from its sums. Rates are of mature leads alone: what open ones have reached so far neither
 * raises nor lowers them.
 * @param sums of a period too with those that came in it
 * @param days sums of durations, on the same days
 */
export function figuresOf(
  sums: readonly ReadSum[],
  days: readonly ReadSum[],
  { basis, horizon }: { basis: Basis; horizon: Horizon },
): Figures {
  const isMature = ({ part }: ReadSum) => part === "mature";
  const inTime = withinHorizon(horizon);
  const entered = (sum: ReadSum) => sum.measure === MEASURES.entered;
  const mature = total(sums, (sum) => entered(sum) && isMature(sum));
  const open = total(sums, (sum) => entered(sum) && !isMature(sum));
  const stages: StageFigures[] = [];
  for (const [place, stage] of LINE.entries()) {
    const ours = sums.filter(({ measure }) => place > 0 && measure === MEASURES.reached + place);
    const matured = place === 0 ? mature : total(ours, (sum) => isMature(sum) && inTime(sum));
    const stillOpen = place === 0 ? open : total(ours, (sum) => !isMature(sum));
    const later = total(ours, (sum) => isMature(sum) && !inTime(sum));
    const steps = days.filter((sum) => sum.measure === place && isMature(sum));
    const tally = steps.map(({ bucket, n }) => [bucketDays(bucket), n] as const);
    stages.push({
      stage,
      n: matured + later + stillOpen,
      ...{ matured, later, open: stillOpen },
      passed: place === 0 ? 0 : total(sums, ({ measure }) => measure === MEASURES.passed + place),
      of_start: place === 0 ? null : rateOf(matured, mature, basis),
      of_previous: place === 0 ? null : rateOf(matured, stages[place - 1]?.matured ?? 0, basis),
      days: { n: total(steps, () => true), median: quantile(tally, 0.5), p90: quantile(tally, 0.9) },
      values: moneyOf(sums, place),
    });
  }
  return {
    entered: mature + open,
    ...{ mature, open, stages },
    aside: ASIDE.map((stage) => {
      const ours = sums.filter(({ measure }) => measure === MEASURES[stage]);
      const old = total(ours, isMature);
      return { stage, n: total(ours, () => true), mature: old, open: total(ours, () => true) - old };
    }),
    disordered: total(sums, ({ measure }) => measure === MEASURES.disordered),
  };
}

/** A week of the trend from the sums of its days that lie in the range. */
export function weekOf(
  sums: readonly ReadSum[],
  frame: Pick<TrendWeek, "week" | "from" | "to" | "mature" | "partial">,
  horizon: Horizon,
): TrendWeek {
  const inTime = withinHorizon(horizon);
  const entered = total(sums, ({ measure }) => measure === MEASURES.entered);
  const reached = (is: (sum: ReadSum) => boolean) =>
    LINE.map((_, place) =>
      place === 0 ? entered : total(sums, (sum) => sum.measure === MEASURES.reached + place && is(sum)),
    );
  return { ...frame, entered, reached: reached(() => true), in_time: reached(inTime) };
}
