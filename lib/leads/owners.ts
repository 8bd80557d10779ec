import type { Tx } from "#db/client.ts";

/** Names of members, also of removed ones: what they own or did keeps their name. */
export async function memberNames(
  tx: Tx,
  workspaceId: number,
  ids: Iterable<string | number | null>,
): Promise<Map<number, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null).map(Number);
  if (wanted.length === 0) return new Map();
  const found = await tx.$client.query<{ id: number; name: string }>(
    `select m.id::int as id, u.name from members m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.id = any($2::bigint[])`,
    [workspaceId, wanted],
  );
  return new Map(found.rows.map((row) => [row.id, row.name]));
}
