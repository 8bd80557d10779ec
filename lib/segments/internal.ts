import type { Tx } from "#db/client.ts";
import type { Condition } from "../scoring/condition-schema.ts";

export type SegmentRow = { id: number; key: string; name: string; condition: Condition; position: number };

/** All segments in their order, and nobody else changes them until the transaction ends. */
export async function lockSegments(tx: Tx, workspaceId: number): Promise<SegmentRow[]> {
  // The workspace's row, since a workspace without segments has no other row to lock.
  await tx.$client.query("select 1 from workspaces where id = $1 for no key update", [workspaceId]);
  const found = await tx.$client.query<SegmentRow>(
    `select id::int as id, key, name, condition, position from segments where workspace_id = $1 order by position, id`,
    [workspaceId],
  );
  return found.rows;
}

/** Ids of the segments whose leads are being scored. */
export async function scoredSegments(tx: Tx, workspaceId: number): Promise<Set<number>> {
  const found = await tx.$client.query<{ id: number }>(
    "select distinct segment_id::int as id from sheet_versions where workspace_id = $1 and state = 'active'",
    [workspaceId],
  );
  return new Set(found.rows.map((row) => row.id));
}

/** Numbers the segments 1, 2, 3 … in the given order. */
export async function storeOrder(tx: Tx, workspaceId: number, ids: readonly number[]): Promise<void> {
  await tx.$client.query(
    `update segments s set position = o.position
     from unnest($2::bigint[]) with ordinality as o (id, position)
     where s.workspace_id = $1 and s.id = o.id and s.position <> o.position`,
    [workspaceId, ids],
  );
}
