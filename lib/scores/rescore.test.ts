import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createWorkspace } from "#db/testing/factories.ts";
import { type EventInput, writeEvents } from "../events/write.ts";
import { writeLeads } from "../leads/write.ts";
import { type Cause, rescoreLeads, rescoreRange } from "./rescore.ts";
import { rescoreDue } from "./rescore-due.ts";
import { createActiveSheet, SMALL_SHEET } from "./testing.ts";

useTestDatabase();

const HOUR = 3_600_000;

async function lead(workspaceId: number, attributes: Record<string, unknown> = {}): Promise<number> {
  return inWorkspace(workspaceId, async (tx) => {
    const [made] = await writeLeads(tx, workspaceId, [
      { externalId: randomUUID(), attributes, knownAt: new Date() },
    ]);
    return made?.leadId ?? 0;
  });
}

const visit = (leadId: number, path: string, agoMs = HOUR): EventInput => ({
  leadId,
  name: "page_viewed",
  occurredAt: new Date(Date.now() - agoMs),
  messageId: randomUUID(),
  properties: { path },
});

async function happen(workspaceId: number, events: EventInput[], cause: Cause = "event"): Promise<boolean[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const fresh = await writeEvents(tx, workspaceId, events, {});
    await rescoreLeads(tx, workspaceId, { ids: events.map((e) => e.leadId) }, new Date(), cause);
    return fresh.map((leadId) => leadId !== null);
  });
}

async function rows<T>(workspaceId: number, sql: string): Promise<T[]> {
  return inWorkspace(workspaceId, async (tx) => (await tx.$client.query(sql)).rows as T[]);
}

test("an event scores its lead, and entering the hand-over group hands it over once, with its reasons", async () => {
  const ws = await createWorkspace();
  const sheet = await createActiveSheet(ws);
  const id = await lead(ws);
  await happen(ws, [visit(id, "/pricing"), visit(id, "/careers")]);
  expect(await rows(ws, "select total, group_key from scores")).toEqual([{ total: 10, group_key: "cold" }]);
  await happen(ws, [visit(id, "/pricing/pro")]);
  await happen(ws, [visit(id, "/pricing/pro")]);
  expect(await rows(ws, "select total, group_key, is_primary from scores")).toEqual([
    { total: 20, group_key: "hot", is_primary: true },
  ]);
  const handovers = await rows<{ total: number; reasons: unknown; version_id: string }>(
    ws,
    "select * from handovers",
  );
  expect(handovers).toHaveLength(1);
  expect(handovers[0]).toMatchObject({
    total: 20,
    group_key: "hot",
    version_id: String(sheet.versionId),
    reasons: [{ rule: "pricing", name: "Visited pricing", points: 20 }],
  });
  expect(await rows(ws, "select stage from leads")).toEqual([{ stage: "mql" }]);
  expect(await rows(ws, "select from_group, to_group, cause from group_changes order by id")).toEqual([
    { from_group: null, to_group: "cold", cause: "event" },
    { from_group: "cold", to_group: "hot", cause: "event" },
  ]);
  expect(await rows(ws, "select total from score_history order by at")).toEqual([
    { total: 10 },
    { total: 20 },
  ]);
});

test("a message counts once, in one batch and for good", async () => {
  const ws = await createWorkspace();
  await createActiveSheet(ws);
  const id = await lead(ws);
  const event = visit(id, "/pricing");
  expect(await happen(ws, [event, event])).toEqual([true, false]);
  expect(await happen(ws, [event])).toEqual([false]);
  expect(await rows(ws, "select total from scores")).toEqual([{ total: 10 }]);
});

test("properties that stay on the event are read by rules that test them", async () => {
  const ws = await createWorkspace();
  const content = {
    ...SMALL_SHEET,
    rules: SMALL_SHEET.rules?.map((rule) =>
      rule.kind === "behaviour"
        ? { ...rule, where: { field: "seconds", op: "gte" as const, value: 30 } }
        : rule,
    ),
  };
  await createActiveSheet(ws, { content });
  const id = await lead(ws);
  await happen(ws, [{ ...visit(id, "/a"), properties: { path: "/a", seconds: 31 } }]);
  await happen(ws, [{ ...visit(id, "/a"), properties: { path: "/a", seconds: 5 } }]);
  expect(await rows(ws, "select total from scores")).toEqual([{ total: 10 }]);
});

test("the first segment's sheet is the primary one, and leaving a segment removes its score", async () => {
  const ws = await createWorkspace();
  const second = await createActiveSheet(ws, { position: 2 });
  const first = await createActiveSheet(ws, {
    position: 1,
    when: { field: "country", op: "eq", value: "ES" },
  });
  const id = await lead(ws, { country: "ES", title: "CEO" });
  await happen(ws, [visit(id, "/")]);
  const primary = "select sheet_id::int as sheet, is_primary from scores order by is_primary desc";
  expect(await rows(ws, primary)).toEqual([
    { sheet: first.sheetId, is_primary: true },
    { sheet: second.sheetId, is_primary: false },
  ]);
  await inWorkspace(ws, async (tx) => {
    const [row] = await tx.$client
      .query("select external_id from leads")
      .then((r) => r.rows as { external_id: string }[]);
    await writeLeads(tx, ws, [
      { externalId: row?.external_id ?? "", attributes: { country: "MX" }, knownAt: new Date() },
    ]);
    await rescoreLeads(tx, ws, { ids: [id] }, new Date(), "attribute");
  });
  expect(await rows(ws, primary)).toEqual([{ sheet: second.sheetId, is_primary: true }]);
  expect(await rows(ws, "select primary_sheet_id::int as id from leads")).toEqual([{ id: second.sheetId }]);
});

test("a range rescore and a lead rescore agree, and a second one changes nothing", async () => {
  const ws = await createWorkspace();
  const ids = await Promise.all(Array.from({ length: 5 }, () => lead(ws, { title: "CEO" })));
  await happen(
    ws,
    ids.map((id) => visit(id, "/pricing")),
  );
  await createActiveSheet(ws);
  const range = { from: Math.min(...ids), to: Math.max(...ids) };
  expect(await rescoreRange(ws, range, "activation")).toEqual({ leads: 5, changed: 5, groupChanges: 5 });
  expect(await rescoreRange(ws, range, "activation")).toEqual({ leads: 5, changed: 0, groupChanges: 0 });
  expect(await inWorkspace(ws, (tx) => rescoreLeads(tx, ws, { ids }, new Date(), "event"))).toMatchObject({
    changed: 0,
  });
  expect(await rows(ws, "select total from scores limit 1")).toEqual([{ total: 30 }]);
});

test("a score that time alone changes is rescored when due", async () => {
  const ws = await createWorkspace();
  const rules = SMALL_SHEET.rules?.map((rule) =>
    rule.kind === "behaviour" ? { ...rule, window_days: 1 } : rule,
  );
  await createActiveSheet(ws, { content: { ...SMALL_SHEET, rules } });
  const id = await lead(ws);
  await happen(ws, [visit(id, "/pricing", 23 * HOUR)]);
  expect(await rows(ws, "select total from scores where next_change_at > now()")).toEqual([{ total: 10 }]);
  await inWorkspace(ws, (tx) =>
    tx.$client
      .query("update events set occurred_at = occurred_at - interval '2 hours'")
      .then(() => tx.$client.query("update scores set next_change_at = next_change_at - interval '2 hours'")),
  );
  expect(await rescoreDue()).toBeGreaterThanOrEqual(1);
  expect(await rows(ws, "select total, next_change_at from scores")).toEqual([
    { total: 0, next_change_at: null },
  ]);
});

test("events of one lead written at once by many transactions all count", async () => {
  const ws = await createWorkspace();
  const content = {
    ...SMALL_SHEET,
    rules: SMALL_SHEET.rules?.map((r) => (r.kind === "behaviour" ? { ...r, limit: null } : r)),
  };
  await createActiveSheet(ws, { content });
  const id = await lead(ws);
  await Promise.all(Array.from({ length: 20 }, (_, n) => happen(ws, [visit(id, `/pricing/${n}`)])));
  expect(await rows(ws, "select total from scores")).toEqual([{ total: 200 }]);
});

test("another workspace's leads are out of reach", async () => {
  const [mine, theirs] = [await createWorkspace(), await createWorkspace()];
  await createActiveSheet(mine);
  const id = await lead(theirs);
  await expect(happen(mine, [visit(id, "/pricing")])).rejects.toThrow();
  expect(
    await inWorkspace(mine, (tx) => rescoreLeads(tx, mine, { ids: [id] }, new Date(), "event")),
  ).toMatchObject({ leads: 0 });
});
