import type { Tx } from "#db/client.ts";
import { actingMemberId, type Context } from "../context.ts";
import { AppError, notFound } from "../errors.ts";
import type { SavedView, ViewPage } from "./schemas.ts";

/** More than these of one member are refused, and no list shows more. */
export const MOST_VIEWS = 200;

type Row = {
  id: number;
  page: ViewPage;
  name: string;
  query: string;
  shared: boolean;
  memberId: number;
  memberName: string;
  isDefault: boolean;
};

/** Views that the caller sees, own ones above. `where` is about views `v`; values begin with workspace and member. */
export async function readViews(
  tx: Tx,
  ctx: Context,
  where: string,
  values: unknown[],
): Promise<SavedView[]> {
  const me = actingMemberId(ctx) ?? -1;
  const found = await tx.$client.query<Row>(
    `select v.id::int as id, v.page, v.name, v.query, v.shared, v.member_id::int as "memberId", u.name as "memberName",
       d.view_id is not null as "isDefault"
     from saved_views v
     join members m on m.workspace_id = v.workspace_id and m.id = v.member_id join users u on u.id = m.user_id
     left join default_views d on d.workspace_id = v.workspace_id and d.member_id = $2 and d.view_id = v.id
     where v.workspace_id = $1 and (v.member_id = $2 or v.shared) and ${where}
     order by v.member_id <> $2, lower(v.name), v.id limit ${MOST_VIEWS}`,
    [ctx.workspaceId, me, ...values],
  );
  return found.rows.map(({ memberId, memberName, isDefault, ...row }) => ({
    ...row,
    default: isDefault,
    by: { id: memberId, name: memberName },
    mine: memberId === me,
  }));
}

/** @throws AppError `not_found` for what the caller does not see. */
export async function readView(tx: Tx, ctx: Context, id: number): Promise<SavedView> {
  const [view] = await readViews(tx, ctx, "v.id = $3", [id]);
  if (!view) throw notFound("View");
  return view;
}

/** @throws AppError `forbidden` where the caller did not make it and, if `alsoAdmins`, is no administrator. */
export function assertOwn(ctx: Context, view: SavedView, alsoAdmins = false): void {
  const isAdmin = ctx.actor.kind === "system" || ctx.actor.role === "admin";
  if (!view.mine && !(alsoAdmins && isAdmin))
    throw new AppError("forbidden", "Only who made a view can change it");
}
