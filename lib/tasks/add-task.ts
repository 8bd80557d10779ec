import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLead } from "../leads/find-lead.ts";
import { announceLead } from "../notes/internal.ts";
import { lockForRescore } from "../scores/locks.ts";
import { readInstant } from "../scoring/values.ts";
import { assertMember, readTask, remindAt, toTask } from "./internal.ts";
import type { addTaskOperation } from "./operations.ts";
import type { Task } from "./schemas.ts";

/** Makes a task for a lead. @throws AppError `not_found`, `invalid` for an unknown member. */
export async function addTask(ctx: Context, input: OperationInput<typeof addTaskOperation>): Promise<Task> {
  authorize(ctx, "leads:write");
  const { workspaceId } = ctx;
  const me = actingMemberId(ctx);
  if (me === null) throw new AppError("forbidden", "Only a member can make a task");
  const dueAt = new Date(readInstant(input.due_at));
  return inWorkspace(workspaceId, async (tx) => {
    await lockForRescore(tx, workspaceId, { ids: [] }); // the lead is joined with no other meanwhile
    const { leadId, homeId } = await findLead(tx, workspaceId, input.id);
    const memberId = input.member_id ?? me;
    await assertMember(tx, workspaceId, memberId);
    const made = await tx.$client.query<{ id: string }>(
      `insert into tasks (workspace_id, lead_id, via_lead_id, member_id, made_by, title, due_at, remind_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [
        workspaceId,
        leadId,
        homeId === leadId ? null : homeId,
        memberId,
        me,
        input.title,
        dueAt,
        remindAt(dueAt, input.remind_minutes),
      ],
    );
    const task = await readTask(tx, workspaceId, Number(made.rows[0]?.id));
    await announceLead(tx, workspaceId, leadId);
    await audit(tx, ctx, "tasks.add", `lead:${leadId}`, { task: task.id, member: memberId });
    return toTask(task);
  });
}
