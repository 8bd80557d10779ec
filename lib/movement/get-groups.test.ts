import { describe, expect, it } from "vitest";
import { inWorkspace, type Tx } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { joinLeads } from "../leads/join-leads.ts";
import { listJoins } from "../leads/list-joins.ts";
import { undoJoin } from "../leads/undo-join.ts";
import { eraseLead } from "../privacy/erase-lead.ts";
import { activateNextVersion, createActiveSheet, SMALL_SHEET, type TestSheet } from "../scores/testing.ts";
import { createLeads, rescoreNow } from "../sheets/testing.ts";
import { getGroups, readGroups } from "./get-groups.ts";
import { listMovers } from "./list-movers.ts";
import { type GroupsQuery, groupsQuery, moversQuery } from "./schemas.ts";

useTestDatabase();

const NOW = new Date("2026-04-10T10:00:00Z");
const KEYS = ["cold", "hot"] as const;
type Change = { lead: number; at: Date; to: string | null };

/** A plain linear generator: the same numbers each time. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Lives of leads in groups, as the product stores them: changes, and the last group as the present score. */
async function storeLives(workspaceId: number, sheet: TestSheet, ids: number[]): Promise<Change[]> {
  const next = random(7);
  const made: Change[] = ids.flatMap((lead) =>
    Array.from({ length: next(7) }, () => ({
      lead,
      // Whole hours, so that some fall on midnights, where a point is; the last day of March has 23 hours before it.
      at: new Date(NOW.getTime() - next(24 * 60) * 3_600_000),
      to: [null, ...KEYS][next(3)] ?? null,
    })).sort((a, b) => a.at.getTime() - b.at.getTime()),
  );
  await inWorkspace(workspaceId, async (tx) => {
    const last = new Map<number, string | null>();
    for (const { lead, at, to } of made) {
      const from = last.get(lead) ?? null;
      last.set(lead, to);
      if (from === to) continue;
      await tx.$client.query(
        `insert into group_changes (workspace_id, lead_id, sheet_id, version_id, at, from_group, to_group, total, cause)
         values ($1, $2, $3, $4, $5, $6, $7, 1, 'event')`,
        [workspaceId, lead, sheet.sheetId, sheet.versionId, at, from, to],
      );
    }
    for (const [lead, group] of last) {
      await tx.$client.query(
        `insert into scores (workspace_id, lead_id, sheet_id, version_id, total, dimensions, group_key, is_primary, scored_at)
         values ($1, $2, $3, $4, 1, '{}', $5, true, now())`,
        [workspaceId, lead, sheet.sheetId, sheet.versionId, group],
      );
    }
  });
  return made;
}

/** Lead by lead, forwards. */
const groupAt = (changes: readonly Change[], lead: number, at: Date): string | null =>
  changes.filter((one) => one.lead === lead && one.at <= at).at(-1)?.to ?? null;

const read = (workspaceId: number, query: object) =>
  inWorkspace(workspaceId, (tx: Tx) => readGroups(tx, workspaceId, groupsQuery.parse(query), NOW));

async function setUp(count: number) {
  const workspaceId = await createWorkspace();
  await inWorkspace(workspaceId, (tx) =>
    tx.$client.query("update workspaces set time_zone = 'Europe/Madrid' where id = $1", [workspaceId]),
  );
  const { ctx } = await createMember(workspaceId, "manager");
  const sheet = await createActiveSheet(workspaceId);
  const ids =
    count === 0
      ? []
      : await createLeads(
          workspaceId,
          Array.from({ length: count }, () => ({})),
        );
  return { workspaceId, ctx, sheet, ids };
}

describe("groups over time", () => {
  it.each([
    { from: "2026-03-27", to: "2026-04-10" },
    { from: "2026-02-20", to: "2026-03-31" },
    { from: "2026-03-29", to: "2026-03-29" },
  ])("agree with an independent reading of every lead: $from to $to", async (days) => {
    const { workspaceId, sheet, ids } = await setUp(60);
    const changes = await storeLives(workspaceId, sheet, ids);
    const report = await read(workspaceId, days);
    for (const { at, leads } of report.series)
      for (const key of KEYS)
        expect(leads[key] ?? 0, `${key} at ${at}`).toBe(
          ids.filter((lead) => groupAt(changes, lead, new Date(at)) === key).length,
        );
    const from = new Date(report.from);
    const to = new Date(report.to);
    const expected = new Map<string, number>();
    for (const lead of ids) {
      const [was, became] = [groupAt(changes, lead, from), groupAt(changes, lead, to)];
      if (was !== became) expected.set(`${was}>${became}`, (expected.get(`${was}>${became}`) ?? 0) + 1);
    }
    expect(new Map(report.moves.map((m) => [`${m.from}>${m.to}`, m.leads]))).toEqual(expected);
    for (const group of report.groups) {
      expect(group.start + group.came - group.left).toBe(group.end);
      expect(group.end).toBe(report.series.at(-1)?.leads[group.key] ?? 0);
    }
  });

  it("are nobody's where nobody was scored, and the sheet is named where nothing was active", async () => {
    const { workspaceId, ctx } = await setUp(0);
    const report = await read(workspaceId, { from: "2026-04-01" });
    expect(report.groups.map(({ key, start, end }) => [key, start, end])).toEqual([
      ["cold", 0, 0],
      ["hot", 0, 0],
    ]);
    expect(report.moves).toEqual([]);
    const empty = await createMember(await createWorkspace(), "manager");
    expect(await getGroups(empty.ctx, {})).toMatchObject({ segment: null, sheet: null, groups: [] });
    await expect(getGroups(ctx, { segment: "nowhere" })).rejects.toMatchObject({ status: 404 });
    await expect(getGroups(ctx, { from: "2026-02-02", to: "2026-02-01" })).rejects.toMatchObject({
      status: 422,
    });
  });

  it("keep the name of a group that the sheet no longer has", async () => {
    const { workspaceId, ctx, sheet } = await setUp(0);
    const [lead = 0] = await createLeads(workspaceId, [{ visits: [1] }]);
    await rescoreNow(workspaceId, [lead]);
    const groups = [
      { key: "low", name: "Low", from: {} },
      { key: "hot", name: "Very hot", from: { total: 20 }, handover: true },
    ];
    await activateNextVersion(workspaceId, sheet, { ...SMALL_SHEET, groups });
    const before = new Date();
    await rescoreNow(workspaceId, [lead]);
    const report = await getGroups(ctx, {});
    expect(report.groups.map(({ name, former, end }) => [name, former, end])).toEqual([
      ["Low", false, 1],
      ["Very hot", false, 0],
      ["Cold", true, 0],
    ]);
    expect(report.versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(new Date(report.as_of).getTime()).toBeGreaterThanOrEqual(before.getTime());
  });
});

/** What the present says must be what the changes add up to; else a past count would be off. */
async function expectNothingBefore(workspaceId: number, ctx: Parameters<typeof getGroups>[0]): Promise<void> {
  const query: GroupsQuery = {};
  const report = await getGroups(ctx, query);
  expect(report.series[0]?.leads).toEqual(
    Object.fromEntries(Object.keys(report.series[0]?.leads ?? {}).map((key) => [key, 0])),
  );
  const present = await inWorkspace(workspaceId, (tx) =>
    tx.$client.query<{ n: number }>(
      "select count(*)::int as n from scores where workspace_id = $1 and group_key is not null",
      [workspaceId],
    ),
  );
  expect(report.groups.reduce((sum, { end }) => sum + end, 0)).toBe(present.rows[0]?.n);
}

describe("leads that are joined, parted or erased", () => {
  it("count once, twice again, and not at all", async () => {
    const { workspaceId, ctx } = await setUp(0);
    const admin = await createMember(workspaceId, "admin");
    const ids = await createLeads(workspaceId, [{ visits: [1] }, { visits: [1, 2] }, { visits: [3] }]);
    const [a = 0, b = 0, c = 0] = ids;
    await rescoreNow(workspaceId, ids);
    await expectNothingBefore(workspaceId, ctx);
    await joinLeads(admin.ctx, { id: String(a), with: String(b) });
    await expectNothingBefore(workspaceId, ctx);
    const { items: joins } = await listJoins(admin.ctx, { id: String(a) });
    await undoJoin(admin.ctx, { id: String(a), join: String(joins[0]?.id) });
    await expectNothingBefore(workspaceId, ctx);
    await eraseLead(admin.ctx, { id: String(c), confirm: String(c) });
    await expectNothingBefore(workspaceId, ctx);
  });
});

describe("the list behind a figure", () => {
  it("names exactly its leads, page by page, and nobody of another workspace", async () => {
    const { workspaceId, ctx, sheet } = await setUp(0);
    const leads = await createLeads(workspaceId, [{ visits: [1] }, { visits: [1] }, { visits: [1, 2] }]);
    await rescoreNow(workspaceId, leads);
    const list = (query: object) => listMovers(ctx, moversQuery.parse(query));
    const first = await list({ left: "none", entered: "cold", limit: 1 });
    const second = await list({ left: "none", entered: "cold", limit: 1, cursor: first.next_cursor });
    expect([...first.items, ...second.items].map(({ lead }) => lead.id)).toEqual(leads.slice(0, 2));
    expect(second.next_cursor).toBeNull();
    expect((await list({ left: "none", entered: "hot" })).items).toMatchObject([
      { lead: { id: leads[2] }, changes: 1, total: 20 },
    ]);
    expect((await list({ left: "cold", entered: "hot" })).items).toEqual([]);
    const stranger = await createMember(await createWorkspace(), "admin");
    await expect(
      listMovers(stranger.ctx, moversQuery.parse({ segment: sheet.key, left: "none", entered: "cold" })),
    ).rejects.toMatchObject({ status: 404 });
  });
});
