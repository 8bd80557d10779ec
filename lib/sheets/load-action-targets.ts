import type { Tx } from "#db/client.ts";
import type { ActionTargets } from "./preview-schemas.ts";

/** Keys of all that actions of groups may name in this workspace. Lists are as long as their settings pages let them be. */
export async function loadActionTargets(tx: Tx, workspaceId: number): Promise<ActionTargets> {
  const found = await tx.$client.query<ActionTargets>(
    `select array(select key from teams where workspace_id = $1) as teams,
       array(select key from webhook_endpoints where workspace_id = $1) as endpoints,
       array(select key from programmes where workspace_id = $1) as programmes,
       array(select key from promo_pools where workspace_id = $1) as pools,
       array(select key from crm_connections where workspace_id = $1) as connections`,
    [workspaceId],
  );
  const [targets] = found.rows;
  if (!targets) throw new Error("a select without a table answered no row");
  return targets;
}
