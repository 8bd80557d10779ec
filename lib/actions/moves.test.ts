import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { applyJoin } from "../leads/join.ts";
import { recordConsent } from "../privacy/record-consent.ts";
import { lockForJoins } from "../scores/locks.ts";
import { rescoreLeads, rescoreRange } from "../scores/rescore.ts";
import { rescoreDue } from "../scores/rescore-due.ts";
import { activateNextVersion, createActiveSheet } from "../scores/testing.ts";
import type { GroupAction } from "../scoring/group-actions.ts";
import { oneLead, rows, sheetByPoints } from "./testing.ts";

useTestDatabase();

const HOUR = 3_600_000;
const onEnter: GroupAction = { key: "in", on: "enter", kind: "set_stage", stage: "mql" };
const onLeave: GroupAction = { key: "out", on: "leave", kind: "set_stage", stage: "recycled" };
const ACTIONS = { actions: [onEnter, onLeave] };

const runsOf = (ws: number) =>
  rows<{ action_key: string; group_key: string; state: string; total: number }>(
    ws,
    "select action_key, group_key, state, total from action_runs order by id",
  );
const keysOf = async (ws: number) => (await runsOf(ws)).map((run) => run.action_key);

test("a lead that crosses a threshold 50 times within an hour fires as the hysteresis says", async () => {
  const ws = await createWorkspace();
  await createActiveSheet(ws, {
    content: sheetByPoints({ ...ACTIONS, handover: true, leave: { after_hours: 24 } }),
  });
  const lead = oneLead(ws);
  const start = Date.now() - 2 * HOUR;
  for (let n = 0; n < 50; n++) await lead.points(n % 2 === 0 ? 20 : 15, new Date(start + n * 72_000));
  expect(await keysOf(ws)).toEqual(["in"]);
  expect(await rows(ws, "select from handovers")).toHaveLength(1);
  expect(await rows(ws, "select from group_changes")).toHaveLength(50);
  const stay =
    "select group_key, extract(epoch from leaving_at - out_since) / 3600 as hours from group_stays";
  expect((await rows<{ hours: string }>(ws, stay)).map((row) => Number(row.hours))).toEqual([24]);
  await lead.points(15, new Date(start + 49 * 72_000 + 24 * HOUR));
  expect(await keysOf(ws)).toEqual(["in", "out"]);
  expect(await rows(ws, "select from group_stays")).toEqual([]);
});

test("without hysteresis the same 50 crossings fire each time", async () => {
  const ws = await createWorkspace();
  await createActiveSheet(ws, { content: sheetByPoints(ACTIONS) });
  const lead = oneLead(ws);
  for (let n = 0; n < 50; n++) await lead.points(n % 2 === 0 ? 20 : 15);
  expect(await keysOf(ws)).toEqual(Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? "in" : "out")));
});

test("the hours end a stay with nothing happening, once, and the lead enters the group of its score", async () => {
  const ws = await createWorkspace();
  const entered: GroupAction = { ...onEnter, key: "cold-in" };
  const content = sheetByPoints({ ...ACTIONS, leave: { after_hours: 24 } }, { actions: [entered] });
  await createActiveSheet(ws, { content });
  const lead = oneLead(ws);
  await lead.points(20);
  await lead.points(15);
  await rescoreDue();
  expect(await keysOf(ws)).toEqual(["in"]);
  await rows(ws, "update group_stays set out_since = out_since - interval '1 day', leaving_at = now()");
  await rescoreDue();
  await rescoreDue();
  expect(await keysOf(ws)).toEqual(["in", "out", "cold-in"]);
  expect(await rows(ws, "select from group_stays")).toEqual([]);
});

test("a lead that leaves its segment leaves its group at once, and a retired sheet fires nothing", async () => {
  const ws = await createWorkspace();
  const content = sheetByPoints({ ...ACTIONS, leave: { after_hours: 24 } });
  const when = { field: "points", op: "gte" as const, value: 10 };
  await createActiveSheet(ws, { content, when });
  const [first, second] = [oneLead(ws), oneLead(ws)];
  await first.points(20);
  await first.points(15);
  await first.points(5);
  expect(await runsOf(ws)).toMatchObject([{ action_key: "in" }, { action_key: "out", group_key: "hot" }]);
  const id = await second.points(20);
  await second.points(15);
  await rows(ws, "update sheet_versions set state = 'retired'");
  await rescoreRange(ws, { from: id, to: id }, "retirement");
  expect(await keysOf(ws)).toEqual(["in", "out", "in"]);
  expect(await rows(ws, "select from group_stays")).toEqual([]);
});

test("a silent version moves leads and fires nothing; a loud one fires for those that move", async () => {
  const ws = await createWorkspace();
  const sheet = await createActiveSheet(ws, { content: sheetByPoints(ACTIONS) });
  const lead = oneLead(ws);
  const id = await lead.points(15);
  const range = { from: id, to: id };
  const lower = (total: number) =>
    sheetByPoints({ ...ACTIONS, handover: true, from: { total }, leave: { after_hours: 9 } });
  await activateNextVersion(ws, sheet, lower(15));
  const [version] = await rows<{ id: number }>(
    ws,
    "select id::int from sheet_versions where state = 'active'",
  );
  await rescoreRange(ws, range, "activation", { silentVersion: version?.id });
  expect(await rows(ws, "select group_key from scores")).toEqual([{ group_key: "hot" }]);
  expect(await runsOf(ws)).toEqual([]);
  expect(await rows(ws, "select from handovers")).toEqual([]);
  await activateNextVersion(ws, sheet, lower(20));
  const [back] = await rows<{ id: number }>(ws, "select id::int from sheet_versions where state = 'active'");
  await rescoreRange(ws, range, "activation", { silentVersion: back?.id });
  expect(await rows(ws, "select from group_stays")).toEqual([]);
  await activateNextVersion(ws, sheet, lower(10));
  await rescoreRange(ws, range, "activation");
  expect(await keysOf(ws)).toEqual(["in"]);
});

test("who leaves the segment by a silent activation leaves the group silently", async () => {
  const ws = await createWorkspace();
  const when = { field: "points", op: "gte" as const, value: 10 };
  const sheet = await createActiveSheet(ws, { content: sheetByPoints(ACTIONS), when });
  const id = await oneLead(ws).points(20);
  await activateNextVersion(ws, sheet, sheetByPoints({ ...ACTIONS, from: { total: 15 } }));
  await rows(ws, `update segments set condition = '{"field":"points","op":"gte","value":30}'`);
  const [version] = await rows<{ id: number }>(
    ws,
    "select id::int from sheet_versions where state = 'active'",
  );
  await rescoreRange(ws, { from: id, to: id }, "activation", { silentVersion: version?.id });
  expect(await rows(ws, "select from scores")).toEqual([]);
  expect(await keysOf(ws)).toEqual(["in"]);
});

test("a version without the hysteresis ends the stays of leads whose score it does not change", async () => {
  const ws = await createWorkspace();
  const sheet = await createActiveSheet(ws, {
    content: sheetByPoints({ ...ACTIONS, leave: { points_below: 15 } }),
  });
  const lead = oneLead(ws);
  await lead.points(20);
  const id = await lead.points(10);
  expect(await rows(ws, "select group_key, leaving_at from group_stays")).toEqual([
    { group_key: "hot", leaving_at: null },
  ]);
  await activateNextVersion(ws, sheet, sheetByPoints(ACTIONS));
  expect(await rescoreRange(ws, { from: id, to: id }, "activation")).toMatchObject({ changed: 0 });
  expect(await keysOf(ws)).toEqual(["in", "out"]);
});

test("who is joined with a lead that was in the group already does not enter it again, and its runs move along", async () => {
  const ws = await createWorkspace();
  await createActiveSheet(ws, { content: sheetByPoints(ACTIONS) });
  const survivor = await oneLead(ws).points(10);
  const loser = await oneLead(ws).points(20);
  await inWorkspace(ws, async (tx) => {
    await lockForJoins(tx, ws);
    const join = { survivor, loser, homeId: survivor, otherId: loser, named: [randomUUID()] };
    await applyJoin(tx, ws, { ...join, cause: "member", memberId: null } as never);
    await rescoreLeads(tx, ws, { ids: [survivor] }, new Date(), "join");
  });
  expect(await rows(ws, "select lead_id::int, via_lead_id::int from action_runs")).toEqual([
    { lead_id: survivor, via_lead_id: loser },
  ]);
  expect(await rows(ws, "select from group_stays")).toEqual([]);
});

test("an objection takes runs and stays away, and an erased lead's go with it", async () => {
  const ws = await createWorkspace();
  const { ctx } = await createMember(ws, "admin");
  await createActiveSheet(ws, { content: sheetByPoints({ ...ACTIONS, leave: { after_hours: 24 } }) });
  const lead = oneLead(ws);
  await lead.points(20);
  const id = await lead.points(15);
  await recordConsent(ctx, { id: String(id), purpose: "profiling", state: "denied" });
  expect(await runsOf(ws)).toEqual([]);
  expect(await rows(ws, "select from group_stays")).toEqual([]);
});

test("demo data fires nothing", async () => {
  const ws = await createWorkspace();
  await createActiveSheet(ws, { content: sheetByPoints(ACTIONS) });
  await oneLead(ws).points(20, new Date(), "demo");
  expect(await runsOf(ws)).toEqual([]);
});
