import type { Tx } from "#db/client.ts";

/** Leads that one bulk rescore transaction takes at once, and the width of a lock. */
export const CHUNK_LEADS = 4096;

/** Distinguishes these advisory locks from any others; combined with the workspace into the first key. */
const LOCK_SPACE = 0x5c0e;

/** A key of its own: who writes leads shares it, who joins leads or parts them has it alone. */
const JOINS = -1;

const spaceOf = (workspaceId: number) => (workspaceId * 65_536 + LOCK_SPACE) | 0;

/**
 * Has a workspace's leads alone among all that write leads in batches, until the transaction ends: for joins, undone
 * joins and erasures. To be taken before anything else is locked or written.
 */
export async function lockForJoins(tx: Tx, workspaceId: number): Promise<void> {
  await tx.$client.query("select pg_advisory_xact_lock($1, $2)", [spaceOf(workspaceId), JOINS]);
}

/**
 * Keeps two rescores of one lead apart, so that neither overwrites the other with less history. A rescore of a few
 * leads shares their ranges with others of its kind and locks its leads as it reads them (lib/scores/histories.ts);
 * a rescore of a range has the range alone. No lead is joined meanwhile. To be taken before any history is read.
 */
export async function lockForRescore(
  tx: Tx,
  workspaceId: number,
  which: { ids: number[] } | { chunk: number },
): Promise<void> {
  const space = spaceOf(workspaceId);
  if ("chunk" in which) {
    // The job that asked is acknowledged after this commits, and flushed after it: a crash that loses this repeats it.
    await tx.$client.query(
      "select set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock($1, $2)",
      [space, which.chunk],
    );
    return;
  }
  const chunks = [JOINS, ...[...new Set(which.ids.map(chunkOf))].sort((a, b) => a - b)];
  await tx.$client.query({
    name: "scores.lock",
    text: "select pg_advisory_xact_lock_shared($1, c) from (select unnest($2::integer[]) as c order by 1) chunks",
    values: [space, chunks],
    rowMode: "array",
  });
}

/** Which range of ids a lead is in. */
export const chunkOf = (leadId: number) => Math.floor(leadId / CHUNK_LEADS);
