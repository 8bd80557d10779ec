import type { Tx } from "#db/client.ts";
import type { Comment } from "./agreement-schemas.ts";

type Row = Omit<Comment, "member" | "created_at" | "resolved_at" | "resolved_by"> & {
  memberId: number;
  name: string;
  createdAt: Date;
  resolvedAt: Date | null;
  resolvedBy: string | null;
};

/** Comments on a sheet, oldest first; only the one with `id` where it is given. */
export async function loadComments(
  tx: Tx,
  workspaceId: number,
  sheetId: number,
  id: number | null = null,
): Promise<Comment[]> {
  const found = await tx.$client.query<Row>(
    `select c.id::int as id, v.number as version, c.kind, c.item_key as item, c.parent_id::int as parent, c.body,
       c.member_id::int as "memberId", u.name, c.created_at as "createdAt", c.resolved_at as "resolvedAt",
       ru.name as "resolvedBy"
     from sheet_comments c
     join sheet_versions v on v.workspace_id = c.workspace_id and v.id = c.version_id
     join members m on m.workspace_id = c.workspace_id and m.id = c.member_id join users u on u.id = m.user_id
     left join members rm on rm.workspace_id = c.workspace_id and rm.id = c.resolved_by
     left join users ru on ru.id = rm.user_id
     where c.workspace_id = $1 and c.sheet_id = $2 and ($3::bigint is null or c.id = $3) order by c.id`,
    [workspaceId, sheetId, id],
  );
  return found.rows.map(({ memberId, name, createdAt, resolvedAt, resolvedBy, ...row }) => ({
    ...row,
    member: { id: memberId, name },
    created_at: createdAt.toISOString(),
    resolved_at: resolvedAt?.toISOString() ?? null,
    resolved_by: resolvedBy,
  }));
}
