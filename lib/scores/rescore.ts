import { inWorkspace, type Tx } from "#db/client.ts";
import { queueRuns } from "../actions/queue-runs.ts";
import { movesOf, readStays, type Stays, writeStays } from "../actions/stays.ts";
import { noteScoreChanges } from "../crm/note-score-changes.ts";
import { announce } from "../live/announce.ts";
import { type LiveMessage, named } from "../live/messages.ts";
import { type Changes, compare, noChanges, type StoredScore } from "./changes.ts";
import { handOver } from "./hand-over.ts";
import type { Which } from "./histories.ts";
import { CHUNK_LEADS, chunkOf, lockForRescore } from "./locks.ts";
import { loadModel, type Model } from "./model.ts";
import { readChunk, type ScoredLead, scoreChunk } from "./score-chunk.ts";
import { readStored, writeChanges } from "./store.ts";

/** What made scores change; kept with each group change. */
export type Cause =
  | "event"
  | "import"
  | "attribute"
  | "join"
  | "privacy"
  | "activation"
  | "retirement"
  | "segment"
  | "time"
  | "traffic"
  | "adjustment"
  | "demo";
export type Rescored = { leads: number; changed: number; groupChanges: number };

const SMALL_CHUNK = 1_000;

/**
 * Brings the stored scores of these leads to what the scoring function says as of now: memberships, primary sheet,
 * scores, history, group changes, hand-overs and the stage they bring, runs of actions, all in the caller's transaction.
 * To be called after the caller's writes. `asOf` is the present: stored scores are never of a past instant.
 * @param chain how many runs of actions led to this one (see `MAX_CHAIN`).
 */
export async function rescoreLeads(
  tx: Tx,
  workspaceId: number,
  which: { ids: number[] },
  asOf: Date,
  cause: Cause,
  chain = 0,
): Promise<Rescored> {
  const ids = [...new Set(which.ids)].sort((a, b) => a - b);
  const total: Rescored = { leads: 0, changed: 0, groupChanges: 0 };
  if (ids.length === 0) return total;
  await lockForRescore(tx, workspaceId, { ids });
  const model = await loadModel(tx, workspaceId);
  for (let at = 0; at < ids.length; at += SMALL_CHUNK) {
    const which = { ids: ids.slice(at, at + SMALL_CHUNK) };
    const done = await rescoreChunk(tx, workspaceId, which, model, asOf, cause, { chain });
    total.leads += done.leads;
    total.changed += done.changed;
    total.groupChanges += done.groupChanges;
  }
  return total;
}

export type RangeOptions = {
  signal?: AbortSignal;
  /** A version that was activated silently: who changes group by this rescore is not handed over, and no action runs. */
  silentVersion?: number;
};

/** Rescores every lead with an id from..to, in transactions of its own, a chunk each; stops between two when asked. */
export async function rescoreRange(
  workspaceId: number,
  range: { from: number; to: number },
  cause: Cause,
  { signal, silentVersion }: RangeOptions = {},
): Promise<Rescored> {
  const total: Rescored = { leads: 0, changed: 0, groupChanges: 0 };
  for (let chunk = chunkOf(range.from); chunk <= chunkOf(range.to); chunk++) {
    signal?.throwIfAborted();
    const bounds = {
      from: Math.max(range.from, chunk * CHUNK_LEADS),
      to: Math.min(range.to, (chunk + 1) * CHUNK_LEADS - 1),
    };
    const done = await inWorkspace(
      workspaceId,
      async (tx) => {
        await lockForRescore(tx, workspaceId, { chunk });
        const model = await loadModel(tx, workspaceId);
        return rescoreChunk(tx, workspaceId, bounds, model, new Date(), cause, { silentVersion });
      },
      { timeoutMs: 120_000 },
    );
    total.leads += done.leads;
    total.changed += done.changed;
    total.groupChanges += done.groupChanges;
  }
  return total;
}

const NOBODY_STAYS: Stays = new Map();

async function rescoreChunk(
  tx: Tx,
  workspaceId: number,
  which: Which,
  { sheets, names, hasStays }: Model,
  asOf: Date,
  cause: Cause,
  { silentVersion, chain }: { silentVersion?: number; chain?: number },
): Promise<Rescored> {
  const locks = "ids" in which; // a range is locked as a whole (lockForRescore)
  const chunk = await readChunk(tx, workspaceId, sheets, names, which, asOf.getTime(), false, locks);
  const stored = await readStored(tx, workspaceId, which);
  const stays = hasStays ? await readStays(tx, workspaceId, which) : NOBODY_STAYS;
  const changes = noChanges();
  const staying: ScoredLead[] = [];
  const nothing: StoredScore[] = [];
  const unscored = { primarySheetId: null, membershipChangesAt: null, isUnscored: false };
  for (const lead of scoreChunk(chunk, sheets, asOf.getTime())) {
    compare(lead, stored.get(lead.leadId) ?? nothing, chunk.leads.stored[lead.place] ?? unscored, changes);
    if (stays.has(lead.leadId)) staying.push(lead);
  }
  await writeChanges(tx, workspaceId, changes, asOf, cause);
  const moves = movesOf(changes.groupChanges, stays, staying, sheets, asOf.getTime(), silentVersion);
  await writeStays(tx, workspaceId, moves);
  const handovers = await handOver(tx, workspaceId, moves.moves, sheets, chunk, asOf);
  // What the demo is seeded with has happened already.
  if (cause !== "demo") await queueRuns(tx, workspaceId, moves.moves, sheets, asOf, chain);
  const told = [...changes.upserts, ...changes.removals].map(({ leadId }) => leadId);
  await noteScoreChanges(tx, workspaceId, told);
  await announceChanges(tx, workspaceId, changes, handovers);
  return {
    leads: chunk.leads.ids.length,
    changed: changes.upserts.length,
    groupChanges: changes.groupChanges.length,
  };
}

/** In the transaction that stores them, so that whoever hears of it finds it. */
async function announceChanges(
  tx: Tx,
  workspaceId: number,
  { groupChanges }: Changes,
  handovers: number[],
): Promise<void> {
  const leads = [...new Set(groupChanges.map(({ leadId }) => leadId))];
  const news: LiveMessage[] = [];
  if (leads.length > 0) news.push({ kind: "groups", leads: named(leads) });
  if (handovers.length > 0) news.push({ kind: "queue", handovers: named(handovers) });
  await announce(tx, workspaceId, ...news);
}
