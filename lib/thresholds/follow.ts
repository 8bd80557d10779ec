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
 * How high a lead's score climbs from one instant up to another (both included): each instant at which it stood higher
 * than ever before, while it was in the segment, met no exclusion and had `minimums` in the dimensions. Looks at every
 * instant at which the score may change, each with what was known by then and nothing later. Pure.
 * `isMember`: it was in the segment at some of them.
 * @param place of the lead in the chunk
 * @param facts its attributes, oldest first
 */
export function climb(
  sheet: ReadySheet,
  chunk: Chunk,
  place: number,
  facts: readonly Fact[],
  { from, to, minimums }: { from: number; to: number; minimums: Readonly<Record<string, number>> },
): { isMember: boolean; steps: Step[] } {
  const { events, starts, leads } = chunk;
  const adjustments = leads.adjustments.get(place);
  const end = starts[place + 1] ?? 0;
  let begin = starts[place] ?? 0;
  while (begin < end && (events.at[begin] as number) > to) begin++;
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
    let next = facts[learnt]?.known_at.getTime() ?? NEVER;
    next = earlier(next, sheet.segment.nextFlip(known, at));
    const run = createRun(sheet.bound, at);
    feed(run, events, begin, end);
    const score = run.finish(known, { explain: false }, adjustments);
    next = earlier(next, score.nextChangeAt);
    const meets = Object.entries(minimums).every(([key, least]) => (score.dimensions[key] ?? 0) >= least);
    const isInside = sheet.segment.test(known, at);
    isMember ||= isInside;
    if (score.total > highest && score.excluded === null && meets && isInside) {
      highest = score.total;
      steps.push({ at, total: score.total });
    }
    at = next;
  }
  return { isMember, steps };
}
