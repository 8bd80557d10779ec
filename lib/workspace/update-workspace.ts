import { eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { workspaces } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { loadWorkspace } from "./internal.ts";
import type { UpdateWorkspaceInput, Workspace } from "./schemas.ts";

/** Changes what is given and leaves the rest. */
export async function updateWorkspace(ctx: Context, input: UpdateWorkspaceInput): Promise<Workspace> {
  authorize(ctx, "workspace:manage");
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const before = await loadWorkspace(tx, ctx.workspaceId);
    const changed = Object.fromEntries(
      Object.entries(input).filter(
        ([name, value]) =>
          value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name as keyof Workspace]),
      ),
    );
    if (Object.keys(changed).length === 0) return before;
    await tx
      .update(workspaces)
      .set({
        name: input.name,
        timeZone: input.time_zone,
        locale: input.locale,
        currency: input.currency,
        rejectionReasons: input.rejection_reasons,
      })
      .where(eq(workspaces.id, ctx.workspaceId));
    await audit(tx, ctx, "workspace.update", `workspace:${ctx.workspaceId}`, changed);
    return { ...before, ...changed };
  });
}
