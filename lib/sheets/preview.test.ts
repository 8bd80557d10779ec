import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { putSegment } from "../segments/put-segment.ts";
import { binScores, niceStep } from "./preview-counts.ts";
import { previewSheet } from "./preview-sheet.ts";
import { saveDraft } from "./save-draft.ts";
import { activeSheet, createLeads, rescoreNow, sheetContent, type TestLead } from "./testing.ts";

useTestDatabase();

const key = "cars";
const lower = sheetContent({
  groups: [
    { key: "cold", name: "Cold", from: {} },
    { key: "warm", name: "Warm", from: { total: 5 } },
    { key: "hot", name: "Hot", from: { total: 20 }, handover: true },
  ],
});

/** Forty leads with 0 to 3 visits, some with a title, some excluded, some without a country. */
const crowd: TestLead[] = Array.from({ length: 40 }, (_, n) => ({
  visits: Array.from({ length: n % 4 }, (_, visit) => 2 + visit * 20),
  attributes: {
    ...(n % 3 === 0 ? { title: "CEO" } : {}),
    ...(n % 7 === 0 ? { occupation: "student" } : {}),
    ...(n % 5 === 0 ? {} : { country: "ES" }),
  },
}));

async function setUp(leads: readonly TestLead[] = crowd) {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "marketer");
  await putSegment(ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await putSegment(ctx, { key: "spain", name: "Spain", when: { field: "country", op: "eq", value: "ES" } });
  const ids = await createLeads(workspaceId, leads);
  return { workspaceId, ctx, ids };
}

/** What the stored scores say after a full scoring, as a preview puts it. */
const storedGroups = (workspaceId: number) =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ group: string; leads: number }>(
      `select coalesce(group_key, 'excluded') as "group", count(*)::int as leads from scores
       where workspace_id = $1 group by 1`,
      [workspaceId],
    );
    return Object.fromEntries(found.rows.map((row) => [row.group, row.leads]));
  });

const rowsOf = (workspaceId: number) =>
  inWorkspace(workspaceId, async (tx) => {
    const tables = [
      "scores",
      "score_history",
      "group_changes",
      "handovers",
      "stage_history",
      "audit_log",
      "sheet_versions",
    ];
    const counts = tables.map(
      (table) => `(select count(*)::int from ${table} where workspace_id = $1) as ${table}`,
    );
    const found = await tx.$client.query(
      `select ${counts.join(", ")}, pg_current_xact_id_if_assigned() as xid`,
      [workspaceId],
    );
    return found.rows[0];
  });

describe("previewSheet", () => {
  it.each(["all", "spain"])(
    "counts what a full scoring of the same content stores (segment %s)",
    async (segment) => {
      const { workspaceId, ctx, ids } = await setUp();
      await activeSheet(workspaceId, key, "all");
      await rescoreNow(workspaceId, ids);
      const now = await storedGroups(workspaceId);
      const preview = await previewSheet(ctx, { key, segment, content: lower });
      const counts = (side: "now" | "draft") =>
        Object.fromEntries(
          [
            ...preview.groups.map((group) => [group.key, group[side]]),
            ["excluded", preview.excluded[side]],
          ].filter(([, count]) => count !== 0),
        );
      expect(counts("now")).toEqual(now);
      await activeSheet(workspaceId, key, segment, lower);
      await rescoreNow(workspaceId, ids);
      expect(counts("draft")).toEqual(await storedGroups(workspaceId));
      expect(preview.sample).toEqual({ size: 40, leads: 40, scale: 1, exact: true, margin: 0 });
      expect(preview.histogram.reduce((sum, bin) => sum + bin.draft, 0)).toBe(segment === "all" ? 40 : 32);
      expect(preview.outside).toEqual({ now: 0, draft: segment === "all" ? 0 : 8 });
    },
  );

  it("names the leads that move, with score and group before and after", async () => {
    const { workspaceId, ctx, ids } = await setUp([
      { visits: [1, 2] },
      { visits: [1, 2, 3] },
      { attributes: { title: "CEO" } },
    ]);
    await activeSheet(workspaceId, key, "all");
    const preview = await previewSheet(ctx, { key, content: lower });
    expect(preview.active_version).toBe(1);
    expect(preview.moves).toEqual([{ from: "warm", to: "hot", leads: 2 }]);
    expect(preview.moved).toBe(2);
    expect(preview.movers).toMatchObject([
      { lead_id: ids[0], from: "warm", to: "hot", before: 20, after: 20 },
      { lead_id: ids[2], from: "warm", to: "hot", before: 20, after: 20 },
    ]);
  });

  it("previews the open draft where no content is given, against nothing where none is active", async () => {
    const { ctx } = await setUp([{ visits: [1] }]);
    await saveDraft(ctx, { key, segment: "all", content: lower });
    const preview = await previewSheet(ctx, { key });
    expect(preview).toMatchObject({ active_version: null, segment: "all", moved: 1 });
    expect(preview.groups).toEqual([
      { key: "cold", name: "Cold", handover: false, now: null, draft: 0 },
      { key: "warm", name: "Warm", handover: false, now: null, draft: 1 },
      { key: "hot", name: "Hot", handover: true, now: null, draft: 0 },
    ]);
  });

  it("counts hand-overs in the week in which a lead became hot, on what was known then", async () => {
    const weeksAgo = (n: number) => new Date(Date.now() - n * 7 * 86_400_000 + 3_600_000);
    const { workspaceId, ctx } = await setUp([
      { visits: [1, 2, 3] },
      { visits: [30, 31, 32] },
      { visits: [80, 81, 82] },
      { visits: [40], attributes: { title: "CEO" }, knownAt: weeksAgo(3) },
    ]);
    await activeSheet(workspaceId, key, "all");
    const { handovers } = await previewSheet(ctx, { key, content: lower });
    expect(handovers.weeks.map((week) => week.now)).toEqual([0, 0, 0, 1, 0, 1, 0, 1]);
    expect(handovers.weeks.map((week) => week.draft)).toEqual([0, 0, 0, 1, 0, 1, 0, 1]);
    expect(handovers.per_week).toEqual({ now: 0.4, draft: 0.4 });
  });

  it("scores as of a past instant where asked", async () => {
    const { ctx } = await setUp([{ visits: [1, 2, 3] }]);
    await saveDraft(ctx, { key, segment: "all", content: lower });
    const hot = async (as_of?: string) => (await previewSheet(ctx, { key, as_of })).groups.at(-1)?.draft;
    expect(await hot()).toBe(1);
    expect(await hot(new Date(Date.now() - 30 * 86_400_000).toISOString())).toBe(0);
  });

  it("writes nothing", async () => {
    const { workspaceId, ctx, ids } = await setUp();
    await activeSheet(workspaceId, key, "all");
    await rescoreNow(workspaceId, ids);
    const before = await rowsOf(workspaceId);
    await previewSheet(ctx, { key, content: lower });
    expect(await rowsOf(workspaceId)).toEqual(before);
  });

  it("projects from an even sample where there are more than 5,000 leads, and says so", async () => {
    const { workspaceId, ctx } = await setUp([]);
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        `insert into leads (workspace_id, attributes)
         select $1, case when n % 2 = 0 then '{"title": "CEO"}'::jsonb else '{}' end from generate_series(1, 12001) n`,
        [workspaceId],
      ),
    );
    await saveDraft(ctx, { key, segment: "all", content: lower });
    const preview = await previewSheet(ctx, { key });
    expect(preview.sample).toMatchObject({ leads: 12_001, exact: false });
    expect(preview.sample.size).toBe(5_000);
    expect(preview.sample.scale).toBeCloseTo(12_001 / preview.sample.size);
    const hot = preview.groups.at(-1)?.draft ?? 0;
    expect(Math.abs(hot - 6_000)).toBeLessThan(100);
    const { as_of: _, ...rest } = preview;
    expect(await previewSheet(ctx, { key, as_of: undefined })).toMatchObject({
      sample: rest.sample,
      groups: rest.groups,
    });
  });

  it("refuses bad contents like saving does, unknown sheets, and sheets of other workspaces", async () => {
    const { ctx } = await setUp([]);
    await saveDraft(ctx, { key, segment: "all", content: lower });
    await expect(previewSheet(ctx, { key, content: { rules: 1 } })).rejects.toMatchObject({
      status: 422,
      code: "invalid_sheet",
    });
    await expect(previewSheet(ctx, { key: "none" })).rejects.toMatchObject({ status: 404 });
    const other = await setUp([]);
    await expect(previewSheet(other.ctx, { key })).rejects.toMatchObject({ status: 404 });
    await expect(previewSheet(ctx, { key, segment: "none" })).rejects.toMatchObject({ status: 422 });
  });
});

describe("the histogram", () => {
  const leads = [0, 3, 99, 100].map((total, id) => ({
    id,
    now: undefined,
    draft: { total, group: null, excluded: false },
  }));

  it("has equal bins of a round width, and the last one includes its end", () => {
    const bins = binScores(leads, false, (n) => n);
    expect(bins).toHaveLength(20);
    expect(bins[0]).toEqual({ from: 0, to: 5, now: null, draft: 2 });
    expect(bins.at(-1)).toEqual({ from: 95, to: 100, now: null, draft: 2 });
  });

  it("uses widths of 1, 2 and 5 times a power of ten", () => {
    expect([0.2, 1, 1.1, 3, 7, 11, 260].map(niceStep)).toEqual([1, 1, 2, 5, 10, 20, 500]);
  });
});
