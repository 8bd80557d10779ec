import type { Tx } from "#db/client.ts";
import type { Mover } from "./preview-schemas.ts";
import type { PreviewLead } from "./preview-scores.ts";

/** These leads by name, with score and group before and after, in the order given. */
export async function nameMovers(
  tx: Tx,
  workspaceId: number,
  listed: readonly PreviewLead[],
): Promise<Mover[]> {
  const found = await tx.$client.query<{ id: number; name: string | null; email: string | null }>(
    "select id::int as id, display_name as name, email from leads where workspace_id = $1 and id = any($2::bigint[])",
    [workspaceId, listed.map(({ id }) => id)],
  );
  const known = new Map(found.rows.map((row) => [row.id, row]));
  return listed.map(({ id, now, draft }) => ({
    lead_id: id,
    name: known.get(id)?.name ?? null,
    email: known.get(id)?.email ?? null,
    from: now?.group ?? null,
    to: draft?.group ?? null,
    before: now?.total ?? null,
    after: draft?.total ?? null,
  }));
}
