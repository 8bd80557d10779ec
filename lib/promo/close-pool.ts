import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { closePoolOperation } from "./operations.ts";
import { readPool } from "./pools.ts";
import type { Pool } from "./schemas.ts";

/** Closes a pool, or opens it again; codes that were given stay good. @throws AppError `not_found`. */
export async function closePool(
  ctx: Context,
  { key, closed }: OperationInput<typeof closePoolOperation>,
): Promise<Pool> {
  authorize(ctx, "promo:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    await tx.$client.query("update promo_pools set closed = $3 where workspace_id = $1 and key = $2", [
      workspaceId,
      key,
      closed,
    ]);
    const pool = await readPool(tx, workspaceId, key);
    await audit(tx, ctx, "promo.close", `promo:${key}`, { closed });
    return pool;
  });
}
