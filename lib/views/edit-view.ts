import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { assertOwn, readView } from "./internal.ts";
import type { editViewOperation } from "./operations.ts";
import type { SavedView } from "./schemas.ts";

/**
 * Changes one's own view; `default` concerns the caller alone and goes with any view that the caller sees.
 * @throws AppError `not_found`, `forbidden`.
 */
export async function editView(
  ctx: Context,
  input: OperationInput<typeof editViewOperation>,
): Promise<SavedView> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  const { id, default: isDefault, ...change } = input;
  return inWorkspace(workspaceId, async (tx) => {
    const view = await readView(tx, ctx, id);
    if (Object.values(change).some((value) => value !== undefined)) {
      assertOwn(ctx, view);
      const next = { ...view, ...change };
      await tx.$client.query(
        "update saved_views set name = $3, query = $4, shared = $5 where workspace_id = $1 and id = $2",
        [workspaceId, id, next.name, next.query, next.shared],
      );
      await audit(tx, ctx, "views.edit", `view:${id}`, { shared: next.shared });
    }
    const me = actingMemberId(ctx);
    if (isDefault === true)
      await tx.$client.query(
        `insert into default_views (workspace_id, member_id, page, view_id) values ($1, $2, $3, $4)
         on conflict (workspace_id, member_id, page) do update set view_id = excluded.view_id`,
        [workspaceId, me, view.page, id],
      );
    if (isDefault === false)
      await tx.$client.query(
        "delete from default_views where workspace_id = $1 and member_id = $2 and view_id = $3",
        [workspaceId, me, id],
      );
    return readView(tx, ctx, id);
  });
}
