import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { listLeads } from "../leads/list-leads.ts";
import { listLeadsQuery } from "../leads/schemas.ts";
import { putSegment } from "../segments/put-segment.ts";
import { getMatrix } from "./get-matrix.ts";
import { gridOf, readsTwice, strayLeads } from "./matrix-grid.ts";
import { activeSheet, createLeads, rescoreNow, sheetContent } from "./testing.ts";

useTestDatabase();

const key = "cars";
const content = sheetContent({
  dimensions: [
    {
      key: "behaviour",
      name: "Pain",
      bands: [
        { label: "1", from: 10 },
        { label: "2", from: null },
      ],
    },
    {
      key: "fit",
      name: "Fit",
      bands: [
        { label: "A", from: 10 },
        { label: "B", from: null },
      ],
    },
  ],
});

async function setUp() {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "marketer");
  await putSegment(ctx, { key: "all", name: "Everyone", when: { all: [] } });
  const ids = await createLeads(workspaceId, [
    { visits: [1], attributes: { title: "CEO" } },
    { visits: [1, 2] },
    { visits: [3] },
    {},
  ]);
  await activeSheet(workspaceId, key, "all", content);
  await rescoreNow(workspaceId, ids);
  return { ctx, workspaceId, ids };
}

describe("a matrix", () => {
  it("counts every lead of the segment once, and each cell lists the leads that it counts", async () => {
    const { ctx, ids } = await setUp();
    const matrix = await getMatrix(ctx, { key });
    expect(matrix).toMatchObject({ version: 1, segment: "all", segment_name: "Everyone", unlabelled: 0 });
    const grid = gridOf(matrix, []) ?? [];
    const cells = grid.flatMap((row) => row.cells);
    expect(cells.map(({ label }) => label)).toEqual(["1A", "1B", "2A", "2B"]);
    expect(cells.reduce((sum, { leads, excluded }) => sum + leads + excluded, 0)).toBe(ids.length);
    expect(strayLeads(matrix)).toBe(0);
    for (const { label, leads } of cells) {
      const query = listLeadsQuery.parse({ sheet: key, label, excluded: "false", limit: 1 });
      const found: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await listLeads(ctx, { ...query, cursor });
        found.push(...page.items.map(({ id }) => id));
        for (const { score } of page.items) expect(score?.label).toBe(label);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(new Set(found).size).toBe(leads);
    }
  });

  it("is empty where nothing is active, and not found for another workspace", async () => {
    const { ctx } = await setUp();
    const stranger = await createMember(await createWorkspace(), "manager");
    await expect(getMatrix(stranger.ctx, { key })).rejects.toMatchObject({ status: 404 });
    expect(gridOf({ ...(await getMatrix(ctx, { key })), dimensions: [] }, [])).toBeNull();
  });

  it("knows labels that two pairs of bands make", async () => {
    const { ctx } = await setUp();
    const matrix = await getMatrix(ctx, { key });
    expect(readsTwice(matrix)).toBe(false);
    const dimensions = [
      { key: "a", name: "A", bands: ["1", "11"] },
      { key: "b", name: "B", bands: ["1", "11"] },
    ];
    expect(readsTwice({ ...matrix, dimensions })).toBe(true);
  });
});

it("two sheets of one segment have each their own matrix and lists", async () => {
  const { ctx, workspaceId, ids } = await setUp();
  const other = sheetContent({
    dimensions: content.dimensions.map(({ bands, ...dimension }) => ({
      ...dimension,
      bands: bands.map(({ label, from }) => ({ label: label.replace("1", "9"), from })),
    })),
  });
  await activeSheet(workspaceId, "vans", "all", other);
  await rescoreNow(workspaceId, ids);
  const list = async (sheet: string) =>
    (await listLeads(ctx, listLeadsQuery.parse({ sheet }))).items.flatMap(({ score }) => score?.label ?? []);
  expect((await list("vans")).toSorted()).toEqual(
    (await list(key)).map((label) => label.replace("1", "9")).toSorted(),
  );
  expect((await getMatrix(ctx, { key: "vans" })).labels.every(({ label }) => !label.includes("1"))).toBe(
    true,
  );
});

it("a list by label needs a sheet or the segment of an active one, and not both", async () => {
  const { ctx } = await setUp();
  const list = (input: object) => listLeads(ctx, listLeadsQuery.parse(input));
  await expect(list({ label: "1A" })).rejects.toMatchObject({ status: 422, issues: [{ path: "label" }] });
  await expect(list({ label: "1A", segment: "none" })).rejects.toMatchObject({ status: 422 });
  await expect(list({ sheet: key, segment: "all" })).rejects.toMatchObject({ status: 422 });
  await expect(list({ sheet: "nothing" })).rejects.toMatchObject({ status: 404 });
  expect((await list({ label: "1A", segment: "all" })).items).toHaveLength(1);
});
