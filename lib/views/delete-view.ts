import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { assertOwn, readView } from "./internal.ts";
import type { deleteViewOperation } from "./operations.ts";

/** Deletes a view, also as anybody's default. @throws AppError `not_found`, `forbidden`. */
export async function deleteView(
  ctx: Context,
  input: OperationInput<typeof deleteViewOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "leads:read");
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const view = await readView(tx, ctx, input.id);
    assertOwn(ctx, view, true);
    await tx.$client.query("delete from saved_views where workspace_id = $1 and id = $2", [
      ctx.workspaceId,
      view.id,
    ]);
    await audit(tx, ctx, "views.delete", `view:${view.id}`, { page: view.page });
    return { id: view.id };
  });
}
