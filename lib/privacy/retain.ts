import { inWorkspace, type Tx, workspaceIds } from "#db/client.ts";
import { CHUNK_LEADS, chunkOf, lockForRescore } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { refreshLastEvents } from "../traffic/sql.ts";

/** Events deleted in one transaction. */
const BATCH = 5_000;

/** Deletes the events of every workspace that are older than their names' periods; their leads' scores follow. */
export async function retainDue(signal?: AbortSignal): Promise<number> {
  let deleted = 0;
  for (const workspaceId of await workspaceIds()) deleted += await retainWorkspace(workspaceId, signal);
  return deleted;
}

async function retainWorkspace(workspaceId: number, signal?: AbortSignal): Promise<number> {
  const bounds = await inWorkspace(workspaceId, async (tx) => {
    const { rows } = await tx.$client.query<{ least: string | null; most: string | null }>(
      `select min(id) as least, max(id) as most from leads where workspace_id = $1
         and exists (select from retention_periods where workspace_id = $1)`,
      [workspaceId],
    );
    return rows[0];
  });
  if (!bounds?.least || !bounds.most) return 0;
  let deleted = 0;
  for (let chunk = chunkOf(Number(bounds.least)); chunk <= chunkOf(Number(bounds.most)); chunk++) {
    for (;;) {
      signal?.throwIfAborted();
      const done = await inWorkspace(workspaceId, (tx) => retainChunk(tx, workspaceId, chunk), {
        timeoutMs: 120_000,
      });
      deleted += done;
      if (done < BATCH) break;
    }
  }
  return deleted;
}

/** Looks through a range of leads by the index of the ordered read, which tells activity and instant of each event. */
async function retainChunk(tx: Tx, workspaceId: number, chunk: number): Promise<number> {
  // Joins wait for ranges while they hold their own lock: it comes first, here as everywhere.
  await lockForRescore(tx, workspaceId, { ids: [] });
  await lockForRescore(tx, workspaceId, { chunk });
  const { rows } = await tx.$client.query<{ lead_id: string }>(
    `with due as materialized (
       select a.id, now() - p.days * interval '1 day' as before from retention_periods p
       join activities a on a.workspace_id = $1 and a.name = p.event_name where p.workspace_id = $1),
     old as (
       select e.message_id from due d join events e on e.activity_id = d.id and e.occurred_at < d.before
       where e.workspace_id = $1 and e.lead_id between $2 and $3 limit ${BATCH})
     delete from events e using old where e.workspace_id = $1 and e.message_id = old.message_id returning e.lead_id`,
    [workspaceId, chunk * CHUNK_LEADS, (chunk + 1) * CHUNK_LEADS - 1],
  );
  const ids = [...new Set(rows.map((row) => Number(row.lead_id)))];
  await refreshLastEvents(tx, workspaceId, ids);
  await rescoreLeads(tx, workspaceId, { ids }, new Date(), "privacy");
  return rows.length;
}
