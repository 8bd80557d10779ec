import { inWorkspace } from "#db/client.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { readViews } from "./internal.ts";
import type { listViewsOperation } from "./operations.ts";
import type { ViewList, ViewPage } from "./schemas.ts";

/** Saved views of a page: the caller's own, then those that others share. */
export async function listViews(
  ctx: Context,
  input: OperationInput<typeof listViewsOperation>,
): Promise<ViewList> {
  authorize(ctx, "leads:read");
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => ({ items: await readViews(tx, ctx, "v.page = $3", [input.page]) }),
    { readOnly: true },
  );
}

/** The query with which a page opens for the acting member; null: as it is. A view that is shared no more counts no more. */
export async function defaultQuery(ctx: Context, page: ViewPage): Promise<string | null> {
  authorize(ctx, "leads:read");
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const found = await tx.$client.query<{ query: string }>(
        `select v.query from default_views d
         join saved_views v on v.workspace_id = d.workspace_id and v.id = d.view_id
         where d.workspace_id = $1 and d.member_id = $2 and d.page = $3 and (v.member_id = $2 or v.shared)`,
        [ctx.workspaceId, actingMemberId(ctx), page],
      );
      return found.rows[0]?.query ?? null;
    },
    { readOnly: true },
  );
}
