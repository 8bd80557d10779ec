import { expect, test } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createWorkspace } from "#db/testing/factories.ts";
import { createActiveSheet } from "../scores/testing.ts";
import type { GroupAction } from "../scoring/group-actions.ts";
import { MAX_CHAIN } from "./queue-runs.ts";
import { MAX_ATTEMPTS, retryDelayMs, runDue, runDueEverywhere } from "./run-due.ts";
import { oneLead, rows, sheetByPoints, tell } from "./testing.ts";

useTestDatabase();

const setTier: GroupAction = {
  key: "tier",
  on: "enter",
  kind: "set_attribute",
  attribute: "tier",
  value: "gold",
};
const setStage: GroupAction = { key: "stage", on: "enter", kind: "set_stage", stage: "mql" };
const recycle: GroupAction = { key: "recycle", on: "leave", kind: "set_stage", stage: "recycled" };

type Run = { action_key: string; state: string; skipped: string | null; result: unknown; attempts: number };
const runsOf = (ws: number) =>
  rows<Run>(ws, "select action_key, state, skipped, result, attempts from action_runs order by id");

test("attributes and stages are set once, with history, and the run says what it did", async () => {
  const ws = await createWorkspace();
  await createActiveSheet(ws, { content: sheetByPoints({ actions: [setTier, setStage, recycle] }) });
  const lead = oneLead(ws);
  await lead.points(20);
  expect(await runDue(ws)).toBe(2);
  expect(await runDue(ws)).toBe(0);
  expect(await runsOf(ws)).toMatchObject([
    { action_key: "tier", state: "done", result: { attribute: "tier", value: "gold" }, attempts: 1 },
    { action_key: "stage", state: "done", result: { from: "lead", to: "mql" } },
  ]);
  expect(await rows(ws, "select value from lead_attributes where key = 'tier'")).toEqual([{ value: "gold" }]);
  expect(await rows(ws, "select stage, origin from stage_history")).toEqual([
    { stage: "mql", origin: "action" },
  ]);
  expect(await rows(ws, "select from handovers")).toEqual([]);
  await lead.points(0);
  await runDueEverywhere();
  expect(await rows(ws, "select stage, attributes ->> 'tier' as tier from leads")).toEqual([
    { stage: "recycled", tier: "gold" },
  ]);
});

test("two workers at once perform each run once, and those of one lead in their order", async () => {
  const ws = await createWorkspace();
  await createActiveSheet(ws, { content: sheetByPoints({ actions: [setTier, setStage, recycle] }) });
  const told = (points: number) =>
    Array.from({ length: 30 }, (_, n) => ({ externalId: `lead-${n}`, attributes: { points } }));
  await tell(ws, told(20));
  await tell(ws, told(0));
  const done = await Promise.all([runDue(ws), runDue(ws), runDue(ws)]);
  await runDue(ws);
  expect(done.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(90);
  expect(await rows(ws, "select count(*)::int as n, state, attempts from action_runs group by 2, 3")).toEqual(
    [{ n: 90, state: "done", attempts: 1 }],
  );
  expect(await rows(ws, "select stage, count(*)::int as n from leads group by 1")).toEqual([
    { stage: "recycled", n: 30 },
  ]);
  expect(await rows(ws, "select count(*)::int as n from stage_history")).toEqual([{ n: 60 }]);
});

test("what fails is tried again later, holds back the lead's next runs, and is given up in the end with its reason", async () => {
  const ws = await createWorkspace();
  await createActiveSheet(ws, { content: sheetByPoints({ actions: [setTier, setStage] }) });
  await oneLead(ws).points(20);
  await rows(ws, "update action_runs set action_key = 'gone' where action_key = 'tier'");
  expect(await runDue(ws)).toBe(1);
  const after = "select state, attempts, next_at > now() as later, last_error from action_runs order by id";
  expect(await rows(ws, after)).toMatchObject([
    { state: "waiting", attempts: 1, later: true, last_error: expect.stringContaining('no action "gone"') },
    { state: "waiting", attempts: 0 },
  ]);
  for (let n = 1; n < MAX_ATTEMPTS; n++) {
    await rows(ws, "update action_runs set next_at = now() - interval '1 second' where state = 'waiting'");
    await runDue(ws);
  }
  expect(await rows(ws, after)).toMatchObject([
    { state: "failed", attempts: MAX_ATTEMPTS, later: null },
    { state: "done", attempts: 1 },
  ]);
});

test("waiting times double up to an hour and are spread", () => {
  expect([1, 2, 3, 20].map((attempts) => retryDelayMs(attempts, 0.5))).toEqual([
    5_000, 10_000, 20_000, 3_600_000,
  ]);
  expect([retryDelayMs(1, 0), retryDelayMs(1, 1)]).toEqual([3_750, 6_250]);
});

test("attributes that move a lead which sets them back stop after a bounded number of runs, and the last says why", async () => {
  const ws = await createWorkspace();
  const set = (key: string, on: "enter" | "leave", value: number): GroupAction => ({
    ...{ key, on, kind: "set_attribute", attribute: "points", value },
  });
  const content = sheetByPoints({ actions: [set("down", "enter", 0), set("up", "leave", 20)] });
  await createActiveSheet(ws, { content });
  await oneLead(ws).points(20);
  await runDue(ws);
  const runs = await runsOf(ws);
  expect(runs).toHaveLength(MAX_CHAIN + 2);
  expect(runs.slice(0, -1).every(({ state }) => state === "done")).toBe(true);
  expect(runs.at(-1)).toMatchObject({ state: "skipped", skipped: "chain_too_long" });
});

test("an action does not take a lead back that sales has taken further", async () => {
  const ws = await createWorkspace();
  await createActiveSheet(ws, { content: sheetByPoints({ actions: [setStage] }) });
  await oneLead(ws).points(20);
  await rows(ws, "update leads set stage = 'opportunity'");
  await runDue(ws);
  expect(await runsOf(ws)).toMatchObject([{ state: "skipped", skipped: "further_on" }]);
});
