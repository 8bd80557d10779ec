import pg from "pg";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { listNotes } from "../notes/list-notes.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { listTasks } from "../tasks/list-tasks.ts";
import { remindTasks } from "../tasks/remind-tasks.ts";
import { listTasksQuery } from "../tasks/schemas.ts";
import { listDeeds } from "./list-deeds.ts";
import { listQueue } from "./list-queue.ts";
import { type ListQueueInput, listQueueSchema } from "./schemas.ts";

useTestDatabase();

const LEADS = 20_000;
const ROWS = 20_000;
let ws: number;
let mia: TestMember;
let lead: string;

beforeAll(async () => {
  ws = await createWorkspace();
  mia = await createMember(ws, "sales");
  const tom = await createMember(ws, "sales");
  const sheet = await createActiveSheet(ws);
  await inWorkspace(
    ws,
    async (tx) => {
      const run = (sql: string, values: unknown[]) => tx.$client.query(sql, values);
      await run(
        "insert into leads (workspace_id, email) select $1, n || '@example.test' from generate_series(1, $2::int) n",
        [ws, LEADS],
      );
      const first = await tx.$client.query<{ id: string }>(
        "select min(id) as id from leads where workspace_id = $1",
        [ws],
      );
      lead = String(first.rows[0]?.id);
      const of = `(select $2::bigint + n % ${LEADS}), case when n % 2 = 0 then $3::bigint else $4::bigint end`;
      const values = [ws, lead, mia.memberId, tom.memberId, ROWS];
      await run(
        `insert into lead_notes (workspace_id, lead_id, member_id, body, created_at)
         select $1, ${of}, 'x', now() - n * interval '1 minute' from generate_series(1, $5::int) n`,
        values,
      );
      await run(
        `insert into tasks (workspace_id, lead_id, member_id, made_by, title, due_at, remind_at, reminded_at, done_at)
         select $1, ${of}, $3, 'x', now() + n * interval '1 minute', now() + (n - 3) * interval '1 minute', null,
           case when n % 3 = 0 then now() end from generate_series(1, $5::int) n`,
        values,
      );
      await run(
        `insert into deeds (workspace_id, id, member_id, kind, at)
         select $1, gen_random_uuid(), case when n % 2 = 0 then $2::bigint else $3::bigint end, 'claim', now() - n * interval '1 minute'
         from generate_series(1, $4::int) n`,
        [ws, mia.memberId, tom.memberId, ROWS],
      );
      await run(
        `insert into deed_items (workspace_id, deed_id, lead_id, kind, subject_id, before, after)
         select workspace_id, id, $2, kind, 1, '{}', '{}' from deeds where workspace_id = $1`,
        [ws, lead],
      );
      await run(
        `insert into handovers (workspace_id, lead_id, sheet_id, version_id, at, state, owner_id, group_key)
         select $1, $2::bigint + n % ${LEADS}, $5, $6, now() - n * interval '1 minute',
           case when n % 10 = 0 then 'open' else 'accepted' end,
           case n % 20 when 0 then $3::bigint when 10 then null else $4::bigint end, 'hot' from generate_series(1, $7::int) n`,
        [ws, lead, mia.memberId, tom.memberId, sheet.sheetId, sheet.versionId, ROWS],
      );
    },
    { timeoutMs: 60_000 },
  );
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await owner.connect();
  await owner.query("analyze");
  await owner.end();
});

afterEach(() => vi.restoreAllMocks());

type Node = { "Node Type": string; "Relation Name"?: string; Plans?: Node[] };
const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];
const BIG = ["lead_notes", "tasks", "deeds", "deed_items", "handovers", "leads"];

/** Tables of many rows that a verb's statements would read from end to end. */
async function readWhole(verb: () => Promise<unknown>): Promise<string[]> {
  const asked: [string, unknown[]][] = [];
  const query = pg.Client.prototype.query;
  const spy = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [text, values] = given;
    if (typeof text === "string" && Array.isArray(values) && /^\s*(select|update)/.test(text))
      asked.push([text, values]);
    return Reflect.apply(query, this, given);
  });
  await verb();
  spy.mockRestore();
  expect(asked.length).toBeGreaterThan(0);
  return inWorkspace(ws, async (tx) => {
    const whole: string[] = [];
    for (const [text, values] of asked) {
      const { rows } = await tx.$client.query(`explain (format json) ${text}`, values);
      const [{ Plan }] = rows[0]["QUERY PLAN"] as [{ Plan: Node }];
      for (const node of flat(Plan))
        if (node["Node Type"] === "Seq Scan" && BIG.includes(node["Relation Name"] ?? ""))
          whole.push(`${node["Relation Name"]}: ${text}`);
    }
    return whole;
  });
}

describe("no list reads a table of many rows from end to end", () => {
  const queue = (input: Partial<ListQueueInput>) => () => listQueue(mia.ctx, listQueueSchema.parse(input));
  it.each([
    ["notes of a lead", () => listNotes(mia.ctx, { id: lead, limit: 20 })],
    ["open tasks of a member", () => listTasks(mia.ctx, listTasksQuery.parse({}))],
    ["done tasks of a member", () => listTasks(mia.ctx, listTasksQuery.parse({ state: "done" }))],
    ["tasks of a lead", () => listTasks(mia.ctx, listTasksQuery.parse({ lead }))],
    ["reminders that are due", () => remindTasks()],
    ["what a member did", () => listDeeds(mia.ctx, { limit: 30 })],
    ["the queue, mine and unclaimed", queue({ owner: "me,none" })],
    ["the queue, the longest waiting first", queue({ sort: "at" })],
    ["the queue by score", queue({ sort: "-score" })],
    ["hand-overs by id", queue({ ids: "1,2,3", state: "any" })],
  ])("%s", async (_, verb) => {
    expect(await readWhole(verb)).toEqual([]);
  });
});
