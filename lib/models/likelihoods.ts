import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";

/** The probability that lists show of these leads: that of the model whose segment comes first. Leads without one are left out. */
export async function likelihoodsOf(
  tx: Tx,
  workspaceId: number,
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const found = await tx.$client.query<{ lead_id: string; probability: number }>(
    `select distinct on (p.lead_id) p.lead_id, p.probability from predictions p
     join models m on m.workspace_id = p.workspace_id and m.id = p.model_id
     join segments s on s.workspace_id = m.workspace_id and s.id = m.segment_id
     join leads l on l.workspace_id = p.workspace_id and l.id = p.lead_id and l.objected_at is null
     where p.workspace_id = $1 and p.lead_id = any($2::bigint[])
     order by p.lead_id, s.position, m.id`,
    [workspaceId, bigints(ids)],
  );
  return new Map(found.rows.map((row) => [Number(row.lead_id), row.probability]));
}
