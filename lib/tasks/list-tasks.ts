import { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { cursorId, cursorInstant, decodeCursor, encodeCursor } from "../leads/cursor.ts";
import { findLeadId } from "../leads/find-lead.ts";
import { TASK, type TaskRow, toTask } from "./internal.ts";
import type { ListTasksInput, TaskList } from "./schemas.ts";

const cursorSchema = z.object({ at: cursorInstant, id: cursorId });

/**
 * Open tasks, those due first above, or done ones, newest above; of a member or of a lead.
 * @throws AppError `not_found` for an unknown lead, `invalid` for a foreign cursor.
 */
export async function listTasks(ctx: Context, input: ListTasksInput): Promise<TaskList> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  const after = input.cursor === undefined ? null : decodeCursor(cursorSchema, input.cursor);
  const who = input.member ?? (input.lead === undefined ? "me" : "all");
  const memberId = who === "all" ? null : who === "me" ? (actingMemberId(ctx) ?? -1) : Number(who);
  const isOpen = input.state === "open";
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const values: unknown[] = [workspaceId];
      const bind = (value: unknown) => `$${values.push(value)}`;
      const where = [`t.workspace_id = $1 and t.done_at is ${isOpen ? "null" : "not null"}`];
      if (memberId !== null) where.push(`t.member_id = ${bind(memberId)}`);
      if (input.lead !== undefined)
        where.push(`t.lead_id = ${bind(await findLeadId(tx, workspaceId, input.lead))}`);
      if (after)
        where.push(
          `(t.due_at, t.id) ${isOpen ? ">" : "<"} (${bind(after.at)}::timestamptz, ${bind(after.id)}::bigint)`,
        );
      const order = isOpen ? "t.due_at, t.id" : "t.due_at desc, t.id desc";
      const found = await tx.$client.query<TaskRow>(
        `select ${TASK} where ${where.join(" and ")} order by ${order} limit ${bind(input.limit + 1)}`,
        values,
      );
      const page = found.rows.slice(0, input.limit);
      const last = found.rows.length > input.limit ? page.at(-1) : undefined;
      return {
        items: page.map((row) => toTask(row)),
        next_cursor: last ? encodeCursor({ at: last.dueAt.toISOString(), id: last.id }) : null,
      };
    },
    { readOnly: true },
  );
}
