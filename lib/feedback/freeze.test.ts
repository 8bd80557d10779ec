import { expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember } from "#db/testing/factories.ts";
import { eraseLead } from "../privacy/erase-lead.ts";
import { pointsAt } from "./points-at.ts";
import { createLeads, sheetContent } from "../sheets/testing.ts";
import { freezeReports } from "./freeze.ts";
import { refreshReport } from "./refresh.ts";
import { loadVersion } from "./subject.ts";
import { addVersion, ago, type HandedLead, NOW, reportWorkspace, retire } from "./testing.ts";

useTestDatabase();

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(NOW + days * DAY_MS);
const times = (n: number, lead: HandedLead): HandedLead[] => Array.from({ length: n }, () => lead);
const won = (handed: number, after: number): HandedLead => ({
  handed: [handed],
  total: 40,
  points: { pricing: 30 },
  stages: [{ stage: "opportunity", daysAgo: handed - after }],
});
const lost = (handed: number): HandedLead => ({ handed: [handed], total: 40, points: { title: 20 } });

/** A trial of 90 days that began 200 days ago: it ended 110 days ago, and all of it has matured for 20 days. */
async function closedTrial() {
  const world = await reportWorkspace(200);
  const ids = await world.add([...times(10, won(150, 10)), ...times(30, lost(150))]);
  return { ...world, ids };
}

it("freezes the report of a trial once all of it has matured, and no sooner", async () => {
  const { report } = await closedTrial();
  await freezeReports(undefined, new Date(NOW - 20 * DAY_MS - 1));
  expect(await report()).toMatchObject({ frozen_at: null, trial_frozen_at: null });
  await freezeReports(undefined, new Date(NOW));
  expect(await report()).toMatchObject({
    frozen_at: new Date(NOW).toISOString(),
    as_of: new Date(NOW - 20 * DAY_MS).toISOString(),
    scope: "trial",
    trial: { days: 90, closes_at: new Date(NOW - 20 * DAY_MS).toISOString(), after: 0 },
    matured: 40,
    reached: { opportunity: 10 },
  });
});

it("a frozen report never changes; what comes in late is its addendum", async () => {
  const { workspaceId, report, ids } = await closedTrial();
  await freezeReports(undefined, new Date(NOW));
  const { addendum, ...before } = await report();
  expect(addendum).toMatchObject({ within: { opportunity: 0 }, later: { opportunity: 0 }, erased: 0 });
  // Told five days later: one became an opportunity in time, one only afterwards.
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query(
      `insert into stage_history (workspace_id, lead_id, stage, at, origin, created_at)
       values ($1, $2, 'opportunity', $3, 'api', $5), ($1, $4, 'customer', $5, 'api', $5)`,
      [workspaceId, ids[20], ago(100), ids[21], later(5)],
    ),
  );
  const admin = await createMember(workspaceId, "admin");
  await eraseLead(admin.ctx, { id: String(ids[0]), confirm: String(ids[0]) });
  await freezeReports(undefined, later(6));
  const { addendum: since, ...after } = await report({}, NOW + 6 * DAY_MS);
  expect(after).toEqual(before);
  expect(since).toMatchObject({
    within: { sal: 1, sql: 1, opportunity: 1, customer: 0 },
    later: { opportunity: 1, customer: 1 },
    conversion: { rate: 11 / 40 },
    erased: 1,
  });
});

it("hand-overs made after the trial are in a report that goes on, beside the frozen one", async () => {
  const { report, add } = await closedTrial();
  await add(times(5, lost(50)));
  await freezeReports(undefined, new Date(NOW));
  const frozen = new Date(NOW).toISOString();
  expect(await report()).toMatchObject({
    scope: "all",
    frozen_at: null,
    trial_frozen_at: frozen,
    handed_over: 45,
    trial: { after: 5 },
  });
  expect(await report({ scope: "trial" })).toMatchObject({ frozen_at: frozen, handed_over: 40 });
  expect(await report({ horizon_days: 30 })).toMatchObject({ frozen_at: null, handed_over: 45 });
});

it("a retired version's report is frozen whole when its last hand-over has matured", async () => {
  const { workspaceId, version, report, add } = await closedTrial();
  await add(times(5, lost(105)));
  await retire(workspaceId, version.id, ago(95));
  await freezeReports(undefined, new Date(NOW));
  expect(await report({ version: "1" })).toMatchObject({
    scope: "all",
    frozen_at: new Date(NOW).toISOString(),
    handed_over: 45,
    matured: 45,
  });
});

it("is beside the version before it, with what both scored by", async () => {
  const { workspaceId, sheetId, version, report, add } = await closedTrial();
  await retire(workspaceId, version.id, ago(140));
  const content = sheetContent({ range: { min: 0, max: 80 } });
  const second = await addVersion(workspaceId, sheetId, { number: 2, activatedAt: ago(140), content });
  await add([...times(20, won(120, 5)), ...times(20, lost(120))], second);
  const { previous, version: number } = await report();
  expect(number).toBe(2);
  expect(previous).toMatchObject({
    version: 1,
    handed_over: 40,
    reached: { opportunity: 10 },
    ratio: { lift: 2 },
    contents: { before: { range: { max: 100 } }, after: { range: { max: 80 } } },
  });
  expect((await report({ version: "1" })).previous).toBeNull();
});

it("works out what was not kept with older hand-overs, as of the instant of each", async () => {
  const { workspaceId, version, report } = await reportWorkspace(60);
  const visits = [1, 2, 40].map((days) => days + (Date.now() - NOW) / DAY_MS);
  const [lead = 0] = await createLeads(workspaceId, [
    { visits, attributes: { title: "CEO" }, knownAt: new Date(NOW - 30 * DAY_MS) },
  ]);
  const at = [20, 35].map((days) => NOW - days * DAY_MS);
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query(
      `insert into handovers (workspace_id, lead_id, sheet_id, version_id, at, total)
       select $1, $2, $3, $4, t.at, 30 from unnest($5::timestamptz[]) as t (at)`,
      [workspaceId, lead, version.sheetId, version.id, at.map((ms) => new Date(ms))],
    ),
  );
  const first = await report({ horizon_days: 1 });
  expect(first).toMatchObject({ handed_over: 2, rules_known: 0, refreshing: true });
  const key = { versionId: version.id, scope: "all", horizonDays: 1, segment: null } as const;
  await refreshReport({ workspaceId, ...key });
  const { rules, rules_known, refreshing } = await report({ horizon_days: 1 });
  expect({ rules_known, refreshing }).toEqual({ rules_known: 2, refreshing: false });
  // 20 days ago: one visit (the 40th day's) and the title; 35 days ago the title was not known yet.
  expect(rules.map(({ rule, with: on }) => [rule, on.n])).toEqual([
    ["pricing", 2],
    ["title", 1],
  ]);
  const points = await inWorkspace(workspaceId, async (tx) => {
    const row = await loadVersion(tx, workspaceId, version.id);
    return row ? pointsAt(tx, workspaceId, row, [{ leadId: lead, at: NOW }]) : [];
  });
  expect(points).toEqual([{ pricing: 30, title: 20 }]);
});
