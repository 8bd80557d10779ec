import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { announceLead } from "../notes/internal.ts";
import { newDeed, noteDeed } from "../queue/deeds.ts";
import { lockTask, toTask } from "./internal.ts";
import type { completeTaskOperation } from "./operations.ts";
import type { doneAnswerSchema } from "./schemas.ts";

/** Marks a task as done or not done; what it is already is answered as it is. @throws AppError `not_found`, `forbidden`. */
export async function completeTask(
  ctx: Context,
  input: OperationInput<typeof completeTaskOperation>,
): Promise<z.infer<typeof doneAnswerSchema>> {
  authorize(ctx, "leads:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const task = await lockTask(tx, ctx, input.id);
    if ((task.doneAt !== null) === input.done) return { ...toTask(task), deed: null };
    const doneAt = input.done ? new Date() : null;
    const doneBy = input.done ? actingMemberId(ctx) : null;
    await tx.$client.query(
      "update tasks set done_at = $3, done_by = $4 where workspace_id = $1 and id = $2",
      [workspaceId, task.id, doneAt, doneBy],
    );
    const facts = (at: Date | null, by: number | null) => ({
      done_at: at?.toISOString() ?? null,
      done_by: by,
    });
    const deed = await noteDeed(tx, ctx, newDeed(input.done ? "task_done" : "task_undone"), {
      leadId: task.leadId,
      subjectId: task.id,
      before: facts(task.doneAt, task.doneBy),
      after: facts(doneAt, doneBy),
    });
    await announceLead(tx, workspaceId, task.leadId);
    await audit(tx, ctx, input.done ? "tasks.done" : "tasks.undone", `lead:${task.leadId}`, {
      task: task.id,
    });
    return { ...toTask({ ...task, doneAt, doneBy }), deed };
  });
}
