import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { announceLead } from "../notes/internal.ts";
import { readInstant } from "../scoring/values.ts";
import { assertMember, lockTask, readTask, remindAt, toTask } from "./internal.ts";
import type { editTaskOperation } from "./operations.ts";
import type { Task } from "./schemas.ts";

const MINUTE_MS = 60_000;

/** Changes a task. A changed reminder is given anew. @throws AppError `not_found`, `forbidden`, `invalid`. */
export async function editTask(ctx: Context, input: OperationInput<typeof editTaskOperation>): Promise<Task> {
  authorize(ctx, "leads:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const task = await lockTask(tx, ctx, input.id);
    const memberId = input.member_id ?? task.memberId;
    if (memberId !== task.memberId) await assertMember(tx, workspaceId, memberId);
    const dueAt = input.due_at === undefined ? task.dueAt : new Date(readInstant(input.due_at));
    const minutesBefore =
      task.remindAt === null
        ? null
        : Math.round((task.dueAt.getTime() - task.remindAt.getTime()) / MINUTE_MS);
    const remind = remindAt(dueAt, input.remind_minutes === undefined ? minutesBefore : input.remind_minutes);
    await tx.$client.query(
      `update tasks set title = $3, due_at = $4, remind_at = $5, member_id = $6,
         reminded_at = case when remind_at is distinct from $5 or member_id <> $6 then null else reminded_at end
       where workspace_id = $1 and id = $2`,
      [workspaceId, task.id, input.title ?? task.title, dueAt, remind, memberId],
    );
    await announceLead(tx, workspaceId, task.leadId);
    await audit(tx, ctx, "tasks.edit", `lead:${task.leadId}`, { task: task.id });
    return toTask(await readTask(tx, workspaceId, task.id));
  });
}
