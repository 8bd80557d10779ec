import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { announceLead } from "../notes/internal.ts";
import { lockTask } from "./internal.ts";
import type { deleteTaskOperation } from "./operations.ts";

/** Deletes a task for good. @throws AppError `not_found`, `forbidden`. */
export async function deleteTask(
  ctx: Context,
  input: OperationInput<typeof deleteTaskOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "leads:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const task = await lockTask(tx, ctx, input.id);
    await tx.$client.query("delete from tasks where workspace_id = $1 and id = $2", [workspaceId, task.id]);
    await announceLead(tx, workspaceId, task.leadId);
    await audit(tx, ctx, "tasks.delete", `lead:${task.leadId}`, { task: task.id });
    return { id: task.id };
  });
}
