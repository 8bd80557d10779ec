import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { loadWorkspace } from "./internal.ts";
import type { Workspace } from "./schemas.ts";

/** The acting member's workspace. */
export async function getWorkspace(ctx: Context): Promise<Workspace> {
  authorize(ctx, "workspace:read");
  return inWorkspace(ctx.workspaceId, (tx) => loadWorkspace(tx, ctx.workspaceId), { readOnly: true });
}
