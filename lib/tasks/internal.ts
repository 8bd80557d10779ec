import type { Tx } from "#db/client.ts";
import { actingMemberId, type Context } from "../context.ts";
import { AppError, invalid, notFound } from "../errors.ts";
import type { Task } from "./schemas.ts";

const MINUTE_MS = 60_000;

export type TaskRow = {
  id: number;
  leadId: number;
  leadName: string;
  title: string;
  dueAt: Date;
  remindAt: Date | null;
  remindedAt: Date | null;
  memberId: number;
  memberName: string;
  madeBy: number;
  doneAt: Date | null;
  doneBy: number | null;
};

/** Columns of tasks `t` of leads `l`, members `m` who are users `u`. */
export const TASK = `t.id::int as id, t.lead_id::int as "leadId", coalesce(l.display_name, l.email, '#' || l.id) as "leadName",
  t.title, t.due_at as "dueAt", t.remind_at as "remindAt", t.reminded_at as "remindedAt", t.member_id::int as "memberId",
  u.name as "memberName", t.made_by::int as "madeBy", t.done_at as "doneAt", t.done_by::int as "doneBy"
  from tasks t join leads l on l.workspace_id = t.workspace_id and l.id = t.lead_id
  join members m on m.workspace_id = t.workspace_id and m.id = t.member_id join users u on u.id = m.user_id`;

export const toTask = (row: TaskRow, now = new Date()): Task => ({
  id: row.id,
  lead: { id: row.leadId, name: row.leadName },
  title: row.title,
  due_at: row.dueAt.toISOString(),
  remind_at: row.remindAt?.toISOString() ?? null,
  reminded_at: row.remindedAt?.toISOString() ?? null,
  member: { id: row.memberId, name: row.memberName },
  done_at: row.doneAt?.toISOString() ?? null,
  overdue: row.doneAt === null && row.dueAt < now,
});

export async function readTask(tx: Tx, workspaceId: number, id: number, lock = false): Promise<TaskRow> {
  const found = await tx.$client.query<TaskRow>(
    `select ${TASK} where t.workspace_id = $1 and t.id = $2${lock ? " for update of t" : ""}`,
    [workspaceId, id],
  );
  const [task] = found.rows;
  if (!task) throw notFound("Task");
  return task;
}

/** The task, locked, for its member, who made it and administrators. @throws AppError `not_found`, `forbidden`. */
export async function lockTask(tx: Tx, ctx: Context, id: number): Promise<TaskRow> {
  const task = await readTask(tx, ctx.workspaceId, id, true);
  const me = actingMemberId(ctx);
  const mayAll = ctx.actor.kind === "system" || ctx.actor.role === "admin";
  if (!mayAll && task.memberId !== me && task.madeBy !== me)
    throw new AppError("forbidden", "This is another member's task");
  return task;
}

/** When to remind of what is due then. */
export const remindAt = (dueAt: Date, minutes: number | null): Date | null =>
  minutes === null ? null : new Date(dueAt.getTime() - minutes * MINUTE_MS);

/** @throws AppError `invalid` where there is no such present member. */
export async function assertMember(tx: Tx, workspaceId: number, memberId: number): Promise<void> {
  const found = await tx.$client.query(
    "select 1 from members where workspace_id = $1 and id = $2 and removed_at is null",
    [workspaceId, memberId],
  );
  if (found.rows.length === 0)
    throw invalid([{ path: "member_id", message: "Expected a member of this workspace" }]);
}
