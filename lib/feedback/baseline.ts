import { rateRatio } from "../statistics/rate-ratio.ts";
import { type Converted, rateOf } from "./headline.ts";
import { isMature, isWithin, type Window } from "./outcomes.ts";
import { MIN_MATURED, type ReportBody, type Verdict } from "./schemas.ts";
import { survivalOf, type Watched } from "./survival.ts";

/** A lead that a cohort is compared with. Instants are ms. */
export type Neighbour = {
  leadId: number;
  /** Since when something is known of it. */
  known: number;
  /** Each time it became an opportunity or a customer, oldest first. */
  outcomes: readonly number[];
  /** When it was first handed over, by whatever sheet. */
  handedAt: number | null;
};

/** Hand-overs of a report are made from `from` to `to` (both included). */
export type Period = { from: number; to: number };

/** From when on a lead is watched, or null where it was an opportunity already: it could not become one. */
export function watchedFrom({ outcomes }: Neighbour, from: number): Watched | null {
  if (outcomes.some((at) => at < from)) return null;
  return { from, outcome: outcomes[0] ?? null };
}

/**
 * Leads that nobody handed over by the end of the period, each from the period's beginning, or from when it became known.
 * Pure.
 */
export function baselineOf(
  leads: readonly Neighbour[],
  period: Period | null,
  window: Window,
): Omit<ReportBody["baseline"], "exact"> {
  const watched = leads.flatMap((lead) => {
    if (!period || (lead.handedAt !== null && lead.handedAt <= period.to)) return [];
    const from = Math.max(period.from, lead.known);
    const one = from <= period.to ? watchedFrom(lead, from) : null;
    return one ? [one] : [];
  });
  const { matured, converted, ...rate } = convertedOf(watched, window);
  return {
    leads: matured,
    converted,
    ...rate,
    open: watched.length - matured,
    survival: survivalOf(watched, window),
  };
}

export function convertedOf(watched: readonly Watched[], window: Window): Converted {
  const matured = watched.filter(({ from }) => isMature(from, window));
  const converted = matured.filter(({ outcome, from }) => isWithin(outcome, from, window)).length;
  return { matured: matured.length, converted, ...rateOf(converted, matured.length) };
}

type Compared = Pick<ReportBody, "lift" | "lift_low" | "lift_high" | "verdict">;

/** The cohort's rate over the baseline's, and what the two sides may conclude. */
export function verdictOf(
  cohort: { matured: number; converted: number },
  baseline: { leads: number; converted: number },
): Compared {
  const us = { n: cohort.matured, successes: cohort.converted };
  const them = { n: baseline.leads, successes: baseline.converted };
  const { low, high } = rateRatio(us, them);
  const lift = rateRatio(us, them, 1).ratio;
  return { lift, lift_low: low, lift_high: high, verdict: verdictFrom(us.n, them.n, low, high) };
}

function verdictFrom(us: number, them: number, low: number | null, high: number | null): Verdict {
  if (us < MIN_MATURED) return "too_few";
  if (them < MIN_MATURED) return "no_baseline";
  if (low !== null && low > 1) return "works";
  return high !== null && high < 1 ? "fails" : "unclear";
}
