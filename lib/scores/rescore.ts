import { inWorkspace, type Tx } from "#db/client.ts";
import { announce } from "../live/announce.ts";
import { type LiveMessage, named } from "../live/messages.ts";
import { type Changes, compare, noChanges, type StoredScore } from "./changes.ts";
import { handOver } from "./hand-over.ts";
import type { Which } from "./histories.ts";
import { CHUNK_LEADS, chunkOf, lockForRescore } from "./locks.ts";
import { loadModel, type ReadySheet, type RestNames } from "./model.ts";
import { readChunk, scoreChunk } from "./score-chunk.ts";
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
 * scores, history, group changes, hand-overs and the stage they bring, all in the caller's transaction.
 * To be called after the caller's writes. `asOf` is the present: stored scores are never of a past instant.
 */
export async function rescoreLeads(
  tx: Tx,
  workspaceId: number,
  which: { ids: number[] },
  asOf: Date,
  cause: Cause,
): Promise<Rescored> {
  const ids = [...new Set(which.ids)].sort((a, b) => a - b);
  const total: Rescored = { leads: 0, changed: 0, groupChanges: 0 };
  if (ids.length === 0) return total;
  await lockForRescore(tx, workspaceId, { ids });
  const { names, sheets } = await loadModel(tx, workspaceId);
  for (let at = 0; at < ids.length; at += SMALL_CHUNK) {
    const done = await rescoreChunk(
      tx,
      workspaceId,
      { ids: ids.slice(at, at + SMALL_CHUNK) },
      sheets,
      names,
      asOf,
      cause,
    );
    total.leads += done.leads;
    total.changed += done.changed;
    total.groupChanges += done.groupChanges;
  }
  return total;
}

export type RangeOptions = {
  signal?: AbortSignal;
  /** A version that was activated silently: whoever enters its hand-over group by this rescore is not handed over. */
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
        const { names, sheets } = await loadModel(tx, workspaceId);
        return rescoreChunk(tx, workspaceId, bounds, sheets, names, new Date(), cause, silentVersion);
      },
      { timeoutMs: 120_000 },
    );
    total.leads += done.leads;
    total.changed += done.changed;
    total.groupChanges += done.groupChanges;
  }
  return total;
}

async function rescoreChunk(
  tx: Tx,
  workspaceId: number,
  which: Which,
  sheets: ReadySheet[],
  names: RestNames,
  asOf: Date,
  cause: Cause,
  silentVersion?: number,
): Promise<Rescored> {
  const locks = "ids" in which; // a range is locked as a whole (lockForRescore)
  const chunk = await readChunk(tx, workspaceId, sheets, names, which, asOf.getTime(), false, locks);
  const stored = await readStored(tx, workspaceId, which);
  const changes = noChanges();
  const nothing: StoredScore[] = [];
  const unscored = { primarySheetId: null, membershipChangesAt: null, isUnscored: false };
  for (const lead of scoreChunk(chunk, sheets, asOf.getTime())) {
    compare(lead, stored.get(lead.leadId) ?? nothing, chunk.leads.stored[lead.place] ?? unscored, changes);
  }
  await writeChanges(tx, workspaceId, changes, asOf, cause);
  const loud = changes.groupChanges.filter(({ versionId }) => versionId !== silentVersion);
  const handovers = await handOver(tx, workspaceId, loud, sheets, chunk, asOf);
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
