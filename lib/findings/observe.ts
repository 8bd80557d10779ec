import type { Chunk } from "../scores/histories.ts";
import type { ReadySheet } from "../scores/model.ts";
import { feed } from "../scores/score-chunk.ts";
import type { Fields } from "../scoring/field.ts";
import { createRun } from "../scoring/scorer.ts";
import type { Fact } from "../sheets/known-then.ts";
import type { Basis } from "./bases.ts";

/** One lead as it was known at one instant (ms), and what became of it within the horizon after it. */
export type Observation = {
  lead: number;
  at: number;
  /** Whether it was handed over at that instant: being worked on raises what comes of a lead. */
  handedOver: boolean;
  converted: boolean;
  /** Points under each rule of the sheet, before clamps, in sheet order. */
  points: Float64Array;
  /** Which case of each fit rule held; -1: none of them, or no fit rule. */
  cases: Int16Array;
  total: number;
  /** What was known then, and the part of the chunk's events that had happened. */
  attributes: Fields;
  events: { from: number; to: number };
};

export type ObservePlan = {
  asOf: number;
  /** Observations older than this are left out. */
  since: number;
  /** At the first hand-over; at a fixed age; or at whichever is first. */
  basis: Basis;
  ageMs: number;
  horizonMs: number;
};

/** Instants (ms) of each lead: its beginning, its first hand-over on the sheet, its first opportunity. */
export type Instants = {
  beginnings: ReadonlyMap<number, number>;
  handovers: ReadonlyMap<number, number>;
  opportunities: ReadonlyMap<number, number>;
};

export type Observed = {
  /** Oldest first; only those whose horizon has passed. */
  observations: Observation[];
  /** Left out: the horizon has not passed; opportunities by that instant; outside the segment then. */
  open: number;
  before: number;
  outside: number;
};

/** When a lead is looked at: an instant that nothing later has a say in. */
export function instantOf(
  begin: number,
  handover: number | undefined,
  { basis, ageMs }: Pick<ObservePlan, "basis" | "ageMs">,
): number | null {
  const atAge = begin + ageMs;
  if (basis === "age") return atAge;
  if (basis === "handover") return handover ?? null;
  return Math.min(handover ?? atAge, atAge);
}

/**
 * Every lead once, with what the sheet's rules gave it at the instant it is looked at, on what was known by then. Pure.
 * @param facts attributes by lead, oldest first
 */
export function observe(
  sheet: ReadySheet,
  chunk: Chunk,
  facts: ReadonlyMap<number, readonly Fact[]>,
  instants: Instants,
  plan: ObservePlan,
): Observed {
  const found: Observed = { observations: [], open: 0, before: 0, outside: 0 };
  const { leads, events, starts } = chunk;
  for (const [place, lead] of leads.ids.entries()) {
    const begin = instants.beginnings.get(lead);
    if (begin === undefined || leads.stored[place]?.isUnscored) continue;
    const handover = instants.handovers.get(lead);
    const at = instantOf(begin, handover, plan);
    if (at === null || at < plan.since || at > plan.asOf) continue;
    const attributes = knownAt(facts.get(lead) ?? [], at);
    if (!sheet.segment.test(attributes, at)) {
      found.outside++;
      continue;
    }
    const won = instants.opportunities.get(lead) ?? Number.POSITIVE_INFINITY;
    if (won <= at) {
      found.before++;
      continue;
    }
    if (at + plan.horizonMs > plan.asOf) {
      found.open++;
      continue;
    }
    const to = starts[place + 1] ?? 0;
    let from = starts[place] ?? 0;
    while (from < to && (events.at[from] as number) > at) from++;
    const run = createRun(sheet.bound, at);
    feed(run, events, from, to);
    const { total } = run.finish(attributes, { explain: false }, leads.adjustments.get(place));
    found.observations.push({
      lead,
      at,
      handedOver: handover !== undefined && handover <= at,
      converted: won <= at + plan.horizonMs,
      points: run.points.slice(),
      cases: casesAt(sheet, attributes, at),
      total,
      attributes,
      events: { from, to },
    });
  }
  found.observations.sort((a, b) => a.at - b.at || a.lead - b.lead);
  return found;
}

function knownAt(facts: readonly Fact[], at: number): Fields {
  const known: Record<string, unknown> = {};
  for (const { key, value, known_at } of facts) {
    if (known_at.getTime() > at) break;
    if (value === null) delete known[key];
    else known[key] = value;
  }
  return known;
}

function casesAt({ bound }: ReadySheet, attributes: Fields, at: number): Int16Array {
  const cases = new Int16Array(bound.sheet.content.rules.length).fill(-1);
  for (const { rule, cases: all } of bound.sheet.fits)
    cases[rule] = all.findIndex(({ when }) => when.test(attributes, at));
  return cases;
}
