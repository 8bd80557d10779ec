import type { Tx } from "#db/client.ts";
import type { Score } from "../scoring/score.ts";
import { createRun, type Run } from "../scoring/scorer.ts";
import type { EventColumns } from "./copy-events.ts";
import { type Chunk, readAttributes, readAttributesAt, readEvents, type Which } from "./histories.ts";
import { bindMissing, type ReadySheet, type RestNames } from "./model.ts";

export type LeadScore = { sheet: ReadySheet; score: Score };
export type ScoredLead = {
  leadId: number;
  /** Scores on the sheets of the segments the lead is in, the primary one first. */
  scores: LeadScore[];
  /** When membership of a segment may change by time alone (ms); null: never. */
  membershipChangesAt: number | null;
};

/** Where the part of the columns that belongs to each lead begins; one more entry for the end. */
function offsets(ids: number[], events: EventColumns): Int32Array {
  const starts = new Int32Array(ids.length + 1);
  let at = 0;
  for (let n = 0; n < ids.length; n++) {
    const id = ids[n] ?? 0;
    while (at < events.length && (events.leadId[at] ?? 0) < id) at++;
    starts[n] = at;
    while (at < events.length && events.leadId[at] === id) at++;
  }
  starts[ids.length] = at;
  return starts;
}

/** Feeds one lead's events to a run, newest first. */
export function feed(run: Run, events: EventColumns, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    run.event(events.at[at] as number, events.activityId[at] as number, events.rest?.[at] ?? null);
  }
}

/** Oldest event that any of the sheets can still see, or null where the whole history matters. */
function since(sheets: ReadySheet[], asOf: number): number | null {
  let widest = 0;
  for (const { bound } of sheets) {
    if (bound.maxWindowMs === null) return null;
    widest = Math.max(widest, bound.maxWindowMs);
  }
  return asOf - widest;
}

/**
 * Reads attributes and events of these leads as of an instant; `past` shuts out whatever came later.
 * `lock` keeps the leads from being rescored by others until the transaction ends.
 */
export async function readChunk(
  tx: Tx,
  workspaceId: number,
  sheets: ReadySheet[],
  names: RestNames,
  which: Which,
  asOf: number,
  past: boolean,
  lock = false,
): Promise<Chunk> {
  const keys = [...new Set(sheets.flatMap((sheet) => sheet.attributeKeys))];
  const leads = past
    ? await readAttributesAt(tx, workspaceId, which, keys, new Date(asOf))
    : await readAttributes(tx, workspaceId, which, keys, lock);
  const bounds = { since: since(sheets, asOf), until: past ? asOf : null };
  const withRest = sheets.some(({ bound }) => bound.needsRest);
  let events = await readEvents(tx, workspaceId, which, { withRest, ...bounds });
  await bindMissing(tx, workspaceId, sheets, names, new Set(events.activityId.subarray(0, events.length)));
  if (!withRest && sheets.some(({ bound }) => bound.needsRest)) {
    events = await readEvents(tx, workspaceId, which, { withRest: true, ...bounds });
  }
  return { leads, events, starts: offsets(leads.ids, events) };
}

/**
 * Scores every lead of a chunk on every sheet whose segment it is in; who objects to profiling is in none. Pure.
 * @param watch sees each score's run before the next lead overwrites it, for what scores do not carry.
 */
export function* scoreChunk(
  chunk: Chunk,
  sheets: ReadySheet[],
  asOf: number,
  watch?: (sheet: ReadySheet, run: Run, place: number) => void,
): Generator<ScoredLead & { place: number }> {
  const { leads, events, starts } = chunk;
  const runs = sheets.map((sheet) => createRun(sheet.bound, asOf));
  for (let n = 0; n < leads.ids.length; n++) {
    const attributes = leads.attributes[n] ?? {};
    const scores: LeadScore[] = [];
    let membershipChangesAt: number | null = null;
    if (leads.stored[n]?.isUnscored) {
      yield { leadId: leads.ids[n] ?? 0, scores, membershipChangesAt, place: n };
      continue;
    }
    for (let s = 0; s < sheets.length; s++) {
      const sheet = sheets[s];
      const run = runs[s];
      if (!sheet || !run) continue;
      if (sheet.segment.timeDependent) {
        const flip = sheet.segment.nextFlip(attributes, asOf);
        if (flip !== null && (membershipChangesAt === null || flip < membershipChangesAt))
          membershipChangesAt = flip;
      }
      if (!sheet.segment.test(attributes, asOf)) continue;
      feed(run, events, starts[n] ?? 0, starts[n + 1] ?? 0);
      scores.push({ sheet, score: run.finish(attributes, { explain: false }, leads.adjustments.get(n)) });
      watch?.(sheet, run, n);
    }
    yield { leadId: leads.ids[n] ?? 0, scores, membershipChangesAt, place: n };
  }
}

/** The score of one lead of a chunk on one sheet with every contribution. */
export function explainLead(chunk: Chunk, place: number, sheet: ReadySheet, asOf: number): Score {
  const run = createRun(sheet.bound, asOf, { countMatches: true });
  feed(run, chunk.events, chunk.starts[place] ?? 0, chunk.starts[place + 1] ?? 0);
  const { attributes, adjustments } = chunk.leads;
  return run.finish(attributes[place] ?? {}, { explain: true }, adjustments.get(place));
}
