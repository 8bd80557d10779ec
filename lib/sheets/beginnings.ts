import type { Tx } from "#db/client.ts";

/** Since when (ms) something is known of each lead: its row, its oldest attribute or its first event, whichever is first. */
export async function readBeginnings(
  tx: Tx,
  workspaceId: number,
  ids: number[],
): Promise<Map<number, number>> {
  const found = await tx.$client.query<{ id: string; at: Date }>(
    `select l.id, least(l.created_at,
       (select min(a.known_at) from lead_attributes a where a.workspace_id = l.workspace_id and a.lead_id = l.id),
       (select min(e.occurred_at) from events e where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.counts)) as at
     from leads l where l.workspace_id = $1 and l.id = any($2::bigint[])`,
    [workspaceId, ids],
  );
  return new Map(found.rows.map((row) => [Number(row.id), row.at.getTime()]));
}
