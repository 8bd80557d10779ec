import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { readPools } from "./pools.ts";
import type { Pool } from "./schemas.ts";

/** Pools by name. */
export async function listPools(ctx: Context): Promise<{ items: Pool[] }> {
  authorize(ctx, "programmes:read");
  return inWorkspace(ctx.workspaceId, async (tx) => ({ items: await readPools(tx, ctx.workspaceId) }), {
    readOnly: true,
  });
}
