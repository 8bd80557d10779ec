import type { Chunk } from "../scores/histories.ts";
import type { ReadySheet } from "../scores/model.ts";
import { feed } from "../scores/score-chunk.ts";
import { createRun } from "../scoring/scorer.ts";
import type { Fact } from "../sheets/known-then.ts";

/** An instant (ms) and the score at which a lead stood higher than ever before. */
export type Step = { at: number; total: number };

/** Changes of one lead's score that are looked at; who has more is followed so far. */
const MOST_STEPS = 3_000;
const NEVER = Number.POSITIVE_INFINITY;

const earlier = (a: number, b: number | null): number => (b === null ? a : Math.min(a, b));

/** Attribute histories by lead, oldest first. */
export function factsByLead(facts: readonly Fact[]): Map<number, Fact[]> {
  const byLead = new Map<number, Fact[]>();
  for (const fact of facts) {
    const id = Number(fact.lead_id);
    const list = byLead.get(id);
    if (list) list.push(fact);
    else byLead.set(id, [fact]);
  }
  for (const list of byLead.values()) list.sort((a, b) => a.known_at.getTime() - b.known_at.getTime());
  return byLead;
}

/**
 * Whether a score can rise with nothing happening: where minus points fade or run out while a lead is watched, silence is
 * rewarded, or a condition reads the clock. Otherwise only events and what is learnt need to be looked at.
 */
export function canRiseByTime({ bound }: ReadySheet, watchMs: number): boolean {
  const { behaviours, fits, inactivities, exclusions } = bound.sheet;
  return (
    behaviours.some(
      ({ points, factors, windowMs, where }) =>
        where?.timeDependent === true || (points < 0 && (factors !== null || windowMs <= watchMs)),
    ) ||
    inactivities.some(({ points }) => points > 0) ||
    fits.some(({ cases }) => cases.some(({ when }) => when.timeDependent)) ||
    exclusions.some(({ when }) => when.timeDependent)
  );
}

export type Watch = {
  /** Both included (ms). */
  from: number;
  to: number;
  minimums: Readonly<Record<string, number>>;
  /** As `canRiseByTime` says of the sheet. */
  risesByTime: boolean;
};

/**
 * How high a lead's score climbs from one instant up to another: each instant at which it stood higher than ever before,
 * while it was in the segment, met no exclusion and had `minimums` in the dimensions. Looks at every instant at which the
 * score may rise, each with what was known by then and nothing later. Pure.
 * `isMember`: it was in the segment at some of them.
 * @param place of the lead in the chunk
 * @param facts its attributes, oldest first
 */
export function climb(
  sheet: ReadySheet,
  chunk: Chunk,
  place: number,
  facts: readonly Fact[],
  { from, to, minimums, risesByTime }: Watch,
): { isMember: boolean; steps: Step[] } {
  const { events, starts, leads } = chunk;
  const adjustments = leads.adjustments.get(place);
  const asksAll = risesByTime || adjustments !== undefined;
  const end = starts[place + 1] ?? 0;
  let begin = starts[place] ?? 0;
  while (begin < end && (events.at[begin] as number) > to) begin++;
  /** The oldest event that is still to come. */
  let coming = end - 1;
  const known: Record<string, unknown> = {};
  const steps: Step[] = [];
  let learnt = 0;
  let highest = Number.NEGATIVE_INFINITY;
  let isMember = false;
  for (let at = from, n = 0; at <= to && n < MOST_STEPS; n++) {
    for (let fact = facts[learnt]; fact && fact.known_at.getTime() <= at; fact = facts[++learnt]) {
      if (fact.value === null) delete known[fact.key];
      else known[fact.key] = fact.value;
    }
    let next = earlier(facts[learnt]?.known_at.getTime() ?? NEVER, sheet.segment.nextFlip(known, at));
    if (sheet.segment.test(known, at)) {
      isMember = true;
      while (coming >= begin && (events.at[coming] as number) <= at) coming--;
      const run = createRun(sheet.bound, at);
      feed(run, events, asksAll ? begin : coming + 1, end);
      const score = run.finish(known, { explain: false }, adjustments);
      const event = coming >= begin ? (events.at[coming] as number) : null;
      next = earlier(next, asksAll ? score.nextChangeAt : event);
      const meets = Object.entries(minimums).every(([key, least]) => (score.dimensions[key] ?? 0) >= least);
      if (score.total > highest && score.excluded === null && meets) {
        highest = score.total;
        steps.push({ at, total: score.total });
      }
    }
    at = next;
  }
  return { isMember, steps };
}
