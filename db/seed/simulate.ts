import { createHash } from "node:crypto";
import { makeEvents } from "./journeys.ts";
import { workLead } from "./outcomes.ts";
import { makePerson } from "./people.ts";
import { randomFrom, streamSeed } from "./random.ts";
import { Scorekeeper } from "./scoring.ts";
import type { SeedLead } from "./types.ts";

export const DEMO_LEADS = 5_000;

export type SimulateOptions = {
  /** The instant that is "now" for the made-up year: nothing is later. Milliseconds since the epoch. */
  now: number;
  seed: number;
  leads?: number;
};

/**
 * A year in the life of the demo's two companies. Pure: the same options give the same leads, for ever; a lead does
 * not depend on how many others there are.
 */
export function simulate({ now, seed, leads = DEMO_LEADS }: SimulateOptions): SeedLead[] {
  const scorekeeper = new Scorekeeper(now);
  return Array.from({ length: leads }, (_, n): SeedLead => {
    const random = randomFrom(streamSeed(seed, n));
    const person = makePerson(random, n, now);
    const events = makeEvents(random, person, now);
    const scored = scorekeeper.run({
      attributeHistory: person.attributes,
      createdAt: person.createdAt,
      events,
    });
    const outcome = workLead(random, person, events, scored, now);
    return { ...person, n, events, history: scored.history, moves: scored.moves, ...outcome };
  });
}

/** One text for all that was made up, to compare two runs by. */
export function fingerprint(leads: readonly SeedLead[]): string {
  const hash = createHash("sha256");
  for (const lead of leads) hash.update(JSON.stringify(lead));
  return hash.digest("hex");
}
