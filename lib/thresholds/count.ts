import { poissonRate } from "../statistics/poisson.ts";
import { wilson } from "../statistics/wilson.ts";
import type { Step } from "./follow.ts";
import type { Cut, Thresholds } from "./schemas.ts";

const WEEK_MS = 7 * 86_400_000;
/** How many of the newest weeks tell how many leads come now. */
const RECENT_WEEKS = 12;
const MOST_CUTS = 101;
const BIN = 5;
const Z_95 = 1.959963984540054;

/** What must be known before a threshold is set on it: leads whose horizon has passed, and opportunities among them. */
export const ENOUGH = { leads: 100, opportunities: 20 } as const;

/** A lead from its beginning, how its score climbed while it was watched, and when it became an opportunity (ms). */
export type Followed = { begin: number; opportunityAt: number | null; steps: readonly Step[] };

export type CountPlan = {
  asOf: number;
  /** Leads whose beginning is before this are not looked at. */
  since: number;
  watchMs: number;
  horizonMs: number;
  /** Leads that each of these stands for. */
  scale: number;
};

type Tally = { handedOver: number; opportunities: number; recent: number };

/**
 * What each cut would have done. Pure. Under a cut a lead is handed over at the first instant of its watch at which its
 * score reached it, unless it was an opportunity by then; that is right where it became an opportunity within the
 * horizon after it. Leads whose watch and horizon have not both passed are open and count in no precision and recall;
 * hand-overs a week are of the newest weeks whose watch has passed.
 */
export function countThresholds(
  leads: readonly Followed[],
  plan: CountPlan,
): Pick<Thresholds, "leads" | "cuts" | "peaks" | "ready"> {
  const { asOf, since, watchMs, horizonMs, scale } = plan;
  const inTime = leads.filter(({ begin }) => begin >= since && begin <= asOf);
  const fresh = inTime.filter(({ begin, opportunityAt }) => opportunityAt === null || opportunityAt > begin);
  const matured = fresh.filter(({ begin }) => begin + watchMs + horizonMs <= asOf);
  const recentFrom = asOf - watchMs - RECENT_WEEKS * WEEK_MS;
  const recent = fresh.filter(({ begin }) => begin > recentFrom && begin + watchMs <= asOf);
  const first = inTime.reduce((least, { begin }) => Math.min(least, begin), Number.POSITIVE_INFINITY);
  const weeks = Math.min(RECENT_WEEKS, (asOf - watchMs - first) / WEEK_MS) * scaleDown(scale);
  const converted = matured.filter((lead) => isOpportunity(lead, lead.begin, watchMs + horizonMs)).length;
  const values = cutsOf([...matured, ...recent]);
  const cuts = values.map((from): Cut => {
    const tally: Tally = { handedOver: 0, opportunities: 0, recent: 0 };
    for (const lead of matured) {
      const at = reached(lead, from);
      if (at === null) continue;
      tally.handedOver++;
      if (isOpportunity(lead, at, horizonMs)) tally.opportunities++;
    }
    for (const lead of recent) if (reached(lead, from) !== null) tally.recent++;
    const perWeek = poissonRate(tally.recent, weeks);
    const precision = wilson(tally.opportunities, tally.handedOver);
    return {
      from,
      handed_over: tally.handedOver,
      opportunities: tally.opportunities,
      precision,
      recall: wilson(tally.opportunities, converted),
      share: matured.length === 0 ? null : tally.handedOver / matured.length,
      per_week: perWeek,
      opportunities_per_week: expected(tally, perWeek, precision),
    };
  });
  return {
    leads: {
      matured: matured.length,
      opportunities: converted,
      open: fresh.length - matured.length,
      before: inTime.length - fresh.length,
      recent: recent.length,
      recent_weeks: recent.length === 0 ? 0 : Math.round((weeks / scaleDown(scale)) * 10) / 10,
    },
    cuts,
    peaks: binPeaks(matured),
    ready: readiness(fresh, matured.length, converted, plan),
  };
}

/** A sample's weeks are as many times shorter as it is smaller, so that rates are of all leads and intervals of the sample. */
const scaleDown = (scale: number) => 1 / Math.max(1, scale);

const reached = ({ steps, opportunityAt }: Followed, from: number): number | null => {
  const step = steps.find(({ total }) => total >= from);
  return step && (opportunityAt === null || step.at < opportunityAt) ? step.at : null;
};

const isOpportunity = ({ opportunityAt }: Followed, after: number, withinMs: number): boolean =>
  opportunityAt !== null && opportunityAt > after && opportunityAt <= after + withinMs;

/** Whole scores from the lowest to the highest that a lead stood at, at most about a hundred, evenly spaced. */
function cutsOf(leads: readonly Followed[]): number[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { steps } of leads)
    for (const { total } of steps) [low, high] = [Math.min(low, total), Math.max(high, total)];
  if (low > high) return [];
  const [from, to] = [Math.floor(low), Math.floor(high)];
  const step = Math.max(1, Math.ceil((to - from + 1) / MOST_CUTS));
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, n) => from + n * step);
}

/**
 * Hand-overs a week times precision. The interval adds the relative variances of both (delta method on the logarithm);
 * without an opportunity it reaches from none to the product of both upper ends.
 */
function expected(
  { handedOver, opportunities, recent }: Tally,
  perWeek: Cut["per_week"],
  precision: Cut["precision"],
): Cut["opportunities_per_week"] {
  if (!perWeek || !precision) return null;
  const rate = perWeek.rate * precision.rate;
  if (rate === 0) return { rate, low: 0, high: perWeek.high * precision.high };
  const error = Math.sqrt(1 / recent + (1 - precision.rate) / (handedOver * precision.rate));
  const factor = Math.exp(Z_95 * error);
  return opportunities === 0 ? null : { rate, low: rate / factor, high: rate * factor };
}

/** Highest score while watched, matured leads only, by fives; `opportunities`: within the horizon after the watch. */
function binPeaks(matured: readonly Followed[]): Thresholds["peaks"] {
  const bins = new Map<number, { leads: number; opportunities: number }>();
  for (const lead of matured) {
    const peak = lead.steps.findLast(({ at }) => lead.opportunityAt === null || at < lead.opportunityAt);
    if (!peak) continue;
    const from = Math.floor(peak.total / BIN) * BIN;
    const bin = bins.get(from) ?? { leads: 0, opportunities: 0 };
    bin.leads++;
    if (isOpportunity(lead, peak.at, Number.POSITIVE_INFINITY)) bin.opportunities++;
    bins.set(from, bin);
  }
  const froms = [...bins.keys()];
  if (froms.length === 0) return [];
  const [low, high] = [Math.min(...froms), Math.max(...froms)];
  return Array.from({ length: (high - low) / BIN + 1 }, (_, n) => {
    const from = low + n * BIN;
    return { from, to: from + BIN, ...(bins.get(from) ?? { leads: 0, opportunities: 0 }) };
  });
}

/** Whether enough is known, and if not, when it would be from the leads of today alone; null: not from them. */
function readiness(
  fresh: readonly Followed[],
  matured: number,
  opportunities: number,
  { asOf, watchMs, horizonMs }: CountPlan,
): Thresholds["ready"] {
  const enough = matured >= ENOUGH.leads && opportunities >= ENOUGH.opportunities;
  const span = watchMs + horizonMs;
  const waiting = fresh.filter(({ begin }) => begin + span > asOf).sort((a, b) => a.begin - b.begin);
  let [leads, converted] = [matured, opportunities];
  let earliest: string | null = null;
  for (const lead of enough ? [] : waiting) {
    leads++;
    if (isOpportunity(lead, lead.begin, span)) converted++;
    if (leads < ENOUGH.leads || converted < ENOUGH.opportunities) continue;
    earliest = new Date(lead.begin + span).toISOString();
    break;
  }
  return {
    enough,
    needs: { leads: ENOUGH.leads, opportunities: ENOUGH.opportunities },
    earliest,
  };
}
