import type { Tx } from "#db/client.ts";

/**
 * When each of these leads first became an opportunity (ms): its first stage `opportunity`, or `customer` where the CRM
 * never said `opportunity`. Leads that never did are left out.
 */
export async function firstOpportunities(
  tx: Tx,
  workspaceId: number,
  ids: number[],
): Promise<Map<number, number>> {
  const found = await tx.$client.query<{ lead_id: string; at: Date }>(
    `select lead_id, min(at) as at from stage_history
     where workspace_id = $1 and lead_id = any($2::bigint[]) and stage in ('opportunity', 'customer')
     group by lead_id`,
    [workspaceId, ids],
  );
  return new Map(found.rows.map((row) => [Number(row.lead_id), row.at.getTime()]));
}
