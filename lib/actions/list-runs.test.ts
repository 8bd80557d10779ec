import { expect, test } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { createActiveSheet } from "../scores/testing.ts";
import type { GroupAction } from "../scoring/group-actions.ts";
import { exportRuns } from "./export-runs.ts";
import { listRuns } from "./list-runs.ts";
import { replayRun } from "./replay-run.ts";
import { runDue } from "./run-due.ts";
import { oneLead, rows, sheetByPoints, tell } from "./testing.ts";

useTestDatabase();

const stage: GroupAction = { key: "stage", on: "enter", kind: "set_stage", stage: "mql" };
const crm: GroupAction = { key: "crm", on: "enter", kind: "crm", connection: null };

async function setUp() {
  const ws = await createWorkspace();
  const { ctx } = await createMember(ws, "marketer");
  const sheet = await createActiveSheet(ws, { content: sheetByPoints({ actions: [stage, crm] }) });
  return { ws, ctx, sheet };
}

test("runs are listed newest first, by pages and filters, each with its action as signed", async () => {
  const { ws, ctx, sheet } = await setUp();
  const first = await oneLead(ws).points(20);
  await oneLead(ws).points(30);
  await runDue(ws);
  const page = await listRuns(ctx, { limit: 3 });
  expect(page.items.map(({ kind, state, total }) => `${kind} ${state} ${total}`)).toEqual([
    "crm skipped 30",
    "set_stage done 30",
    "crm skipped 20",
  ]);
  expect(page.items[0]).toMatchObject({
    ...{ on: "enter", action: crm, group: { key: "hot", name: "Hot" }, skipped: "no_connection", version: 1 },
    sheet: { key: sheet.key },
  });
  const rest = await listRuns(ctx, { limit: 3, cursor: Number(page.next_cursor) });
  expect(rest).toMatchObject({ items: [{ kind: "set_stage", lead: { id: first } }], next_cursor: null });
  const kinds = async (filter: Parameters<typeof listRuns>[1]) =>
    (await listRuns(ctx, filter)).items.map(({ kind, lead }) => `${kind} ${lead.id === first}`);
  expect(await kinds({ limit: 9, state: "done" })).toEqual(["set_stage false", "set_stage true"]);
  expect(await kinds({ limit: 9, kind: "crm", lead: first })).toEqual(["crm true"]);
  expect(await kinds({ limit: 9, sheet: "another" })).toEqual([]);
});

test("a failed run is tried again as the same run; one that waits or is done is not", async () => {
  const { ws, ctx } = await setUp();
  await oneLead(ws).points(20);
  await rows(
    ws,
    "update action_runs set state = 'failed', attempts = 8, last_error = 'x', next_at = null where kind = 'set_stage'",
  );
  const [failed] = (await listRuns(ctx, { limit: 9, state: "failed" })).items;
  const id = failed?.id ?? 0;
  expect(await replayRun(ctx, { id })).toMatchObject({ id, state: "waiting", attempts: 0 });
  await expect(replayRun(ctx, { id })).rejects.toMatchObject({ code: "conflict" });
  await runDue(ws);
  expect((await listRuns(ctx, { limit: 9, state: "done" })).items).toMatchObject([{ id, error: null }]);
  await expect(replayRun(ctx, { id })).rejects.toMatchObject({ code: "conflict" });
  expect(await rows(ws, "select action, detail ->> 'was' as was from audit_log")).toEqual([
    { action: "actions.replay", was: "failed" },
  ]);
  const sales = await createMember(ws, "sales");
  await expect(replayRun(sales.ctx, { id })).rejects.toMatchObject({ code: "forbidden" });
});

test("the file holds every run and no formula", async () => {
  const { ws, ctx } = await setUp();
  await tell(ws, [{ externalId: "evil", attributes: { points: 20, name: "=HYPERLINK(1)" } }]);
  const text = await (await exportRuns(ctx, {})).text();
  const lines = text.trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain("id,at,lead_id,email,name");
  expect(text).not.toMatch(/,=HYPERLINK/);
});
