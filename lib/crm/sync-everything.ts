import { inWorkspace } from "#db/client.ts";
import { noteScoreChanges } from "./note-score-changes.ts";

const CHUNK = 5_000;

/**
 * Queues every lead that has a score, or whose contact was told one, from where it was left; a transaction a chunk. What
 * was sent before is forgotten, so that a field that somebody changed in the CRM is written again.
 */
export async function queueEverything(
  workspaceId: number,
  connectionId: number,
  signal?: AbortSignal,
): Promise<void> {
  for (let more = true; more; ) {
    signal?.throwIfAborted();
    more = await inWorkspace(workspaceId, async (tx) => {
      const place = [workspaceId, connectionId];
      const found = await tx.$client.query<{ after: string | null }>(
        "select sync_lead_id as after from crm_connections where workspace_id = $1 and id = $2 for no key update",
        place,
      );
      const after = found.rows[0]?.after;
      if (after === null || after === undefined) return false;
      const next = await tx.$client.query<{ id: number }>(
        `select id::int as id from leads l where workspace_id = $1 and id > $2 and joined_into is null
           and (primary_sheet_id is not null or exists (select from crm_links k where k.workspace_id = $1
             and k.connection_id = $3 and k.lead_id = l.id and k.object = 'contact'))
         order by id limit ${CHUNK}`,
        [workspaceId, after, connectionId],
      );
      const ids = next.rows.map(({ id }) => id);
      await tx.$client.query(
        `update crm_links k set sent = sent || '{"sheet": ""}' where k.workspace_id = $1
           and k.connection_id = $2 and k.object = 'contact' and k.lead_id = any($3::bigint[]) and sent is not null`,
        [...place, ids],
      );
      await noteScoreChanges(tx, workspaceId, ids, connectionId);
      await tx.$client.query(
        "update crm_connections set sync_lead_id = $3, sync_total = sync_total + $4 where workspace_id = $1 and id = $2",
        [...place, ids.length < CHUNK ? null : ids.at(-1), ids.length],
      );
      return ids.length === CHUNK;
    });
  }
}
