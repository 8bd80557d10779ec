import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { createLead } from "../leads/testing.ts";
import { listDeeds } from "../queue/list-deeds.ts";
import { undoDeed } from "../queue/undo-deed.ts";
import { addTask } from "./add-task.ts";
import { completeTask } from "./complete-task.ts";
import { deleteTask } from "./delete-task.ts";
import { editTask } from "./edit-task.ts";
import { listTasks } from "./list-tasks.ts";
import { remindTasks } from "./remind-tasks.ts";
import { addTaskBody, editTaskBody, listTasksQuery } from "./schemas.ts";

useTestDatabase();

let ws: number;
let mia: TestMember;
let tom: TestMember;
let lead: number;

beforeAll(async () => {
  ws = await createWorkspace();
  mia = await createMember(ws, "sales");
  tom = await createMember(ws, "sales");
  lead = await createLead(ws);
});

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const add = (title: string, due_at: string, more: Record<string, unknown> = {}, member = mia) =>
  addTask(member.ctx, { id: String(lead), ...addTaskBody.parse({ title, due_at, ...more }) });
const list = async (member: TestMember, input: Record<string, unknown> = {}) =>
  (await listTasks(member.ctx, listTasksQuery.parse(input))).items;
const reminders = (member: TestMember, title: string) =>
  inWorkspace(ws, async (tx) => {
    const found = await tx.$client.query(
      `select payload from notifications where workspace_id = $1 and member_id = $2 and kind = 'task_due'
       and payload ->> 'title' = $3`,
      [ws, member.memberId, title],
    );
    return found.rows;
  });

describe("tasks", () => {
  it("are the member's, those due first above, overdue ones marked, page after page", async () => {
    const rep = await createMember(ws, "sales");
    await add("Later", inMinutes(120), {}, rep);
    await add("Late", inMinutes(-60), {}, rep);
    await add("Soon", inMinutes(30), {}, rep);
    expect(await list(rep)).toMatchObject([
      { title: "Late", overdue: true },
      { title: "Soon", overdue: false },
      { title: "Later", overdue: false },
    ]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTasks(rep.ctx, listTasksQuery.parse({ limit: 1, cursor }));
      seen.push(...page.items.map(({ title }) => title));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["Late", "Soon", "Later"]);
    expect(await list(tom)).toEqual([]);
    expect((await list(tom, { lead: String(lead) })).map(({ title }) => title)).toEqual(seen);
  });

  it("are done once, and done is taken back unless somebody reopened it since", async () => {
    const task = await add("Call back", inMinutes(5));
    const done = await completeTask(mia.ctx, { id: task.id, done: true });
    expect(done).toMatchObject({ done_at: expect.any(String), overdue: false });
    expect(await completeTask(mia.ctx, { id: task.id, done: true })).toMatchObject({ deed: null });
    expect((await listDeeds(mia.ctx, { limit: 1 })).items).toMatchObject([{ kind: "task_done" }]);
    await undoDeed(mia.ctx, { id: done.deed ?? "" });
    const again = await completeTask(mia.ctx, { id: task.id, done: true });
    await completeTask(mia.ctx, { id: task.id, done: false });
    await expect(undoDeed(mia.ctx, { id: again.deed ?? "" })).rejects.toMatchObject({ status: 409 });
  });

  it("are changed by their member and who made them alone", async () => {
    const task = await add("Send the offer", inMinutes(5));
    for (const act of [
      () => completeTask(tom.ctx, { id: task.id, done: true }),
      () => deleteTask(tom.ctx, { id: task.id }),
      () => editTask(tom.ctx, { id: task.id, title: "Mine" }),
    ])
      await expect(act()).rejects.toMatchObject({ status: 403 });
    await editTask(mia.ctx, { id: task.id, ...editTaskBody.parse({ member_id: tom.memberId }) });
    await expect(completeTask(tom.ctx, { id: task.id, done: true })).resolves.toBeDefined();
    const stranger = await createMember(await createWorkspace(), "sales");
    await expect(editTask(mia.ctx, { id: task.id, member_id: stranger.memberId })).rejects.toMatchObject({
      status: 422,
    });
    await deleteTask(mia.ctx, { id: task.id });
    expect((await list(tom, { state: "done" })).map(({ id }) => id)).not.toContain(task.id);
  });
});

describe("reminders", () => {
  it("are given once, however many jobs run at once, and anew where the time was changed", async () => {
    await add("Ring Ana", inMinutes(10), { remind_minutes: 15 });
    await add("Too early", inMinutes(10), { remind_minutes: 5 });
    await add("Never", inMinutes(-10), { remind_minutes: null });
    const done = await add("Done before", inMinutes(-10));
    await completeTask(mia.ctx, { id: done.id, done: true });
    await Promise.all([remindTasks(), remindTasks(), remindTasks()]);
    await remindTasks();
    expect(await reminders(mia, "Ring Ana")).toHaveLength(1);
    for (const title of ["Too early", "Never", "Done before"])
      expect(await reminders(mia, title)).toEqual([]);
    const [task] = (await list(mia)).filter(({ title }) => title === "Ring Ana");
    expect(task?.reminded_at).not.toBeNull();
    await editTask(mia.ctx, { id: task?.id ?? 0, due_at: inMinutes(12) });
    await remindTasks();
    expect(await reminders(mia, "Ring Ana")).toHaveLength(2);
  });
});
