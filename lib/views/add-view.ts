import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, conflict } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { MOST_VIEWS, readView } from "./internal.ts";
import type { addViewOperation } from "./operations.ts";
import type { SavedView } from "./schemas.ts";

/** Keeps a list's filters and order under a name. @throws AppError `conflict` at the limit of a member. */
export async function addView(
  ctx: Context,
  input: OperationInput<typeof addViewOperation>,
): Promise<SavedView> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  const me = actingMemberId(ctx);
  if (me === null) throw new AppError("forbidden", "Only a member can save a view");
  return inWorkspace(workspaceId, async (tx) => {
    const many = await tx.$client.query<{ n: number }>(
      "select count(*)::int as n from saved_views where workspace_id = $1 and page = $2 and member_id = $3",
      [workspaceId, input.page, me],
    );
    if ((many.rows[0]?.n ?? 0) >= MOST_VIEWS)
      throw conflict(`You have ${MOST_VIEWS} views; delete one first`);
    const made = await tx.$client.query<{ id: string }>(
      `insert into saved_views (workspace_id, member_id, page, name, query, shared)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [workspaceId, me, input.page, input.name, input.query, input.shared],
    );
    const id = Number(made.rows[0]?.id);
    await audit(tx, ctx, "views.add", `view:${id}`, { page: input.page, shared: input.shared });
    return readView(tx, ctx, id);
  });
}
