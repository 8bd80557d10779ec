import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { loadCost } from "./list-costs.ts";

/** Takes a cost away: nothing is known of that source and month then. @throws AppError `not_found` */
export async function deleteCost(ctx: Context, { id }: { id: number }): Promise<{ id: number }> {
  authorize(ctx, "costs:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const cost = await loadCost(tx, workspaceId, id);
    if (!cost) throw notFound("Cost");
    await tx.$client.query("delete from marketing_costs where workspace_id = $1 and id = $2", [
      workspaceId,
      id,
    ]);
    const { source, month, amount } = cost;
    await audit(tx, ctx, "costs.delete", `cost:${id}`, { source, month, amount });
    return { id };
  });
}
