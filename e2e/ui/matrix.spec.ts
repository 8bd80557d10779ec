import { putSegment } from "../../lib/segments/put-segment.ts";
import { activeSheet, createLeads, rescoreNow, sheetContent } from "../../lib/sheets/testing.ts";
import { expect, type Team, test } from "../fixtures.ts";

const key = "cars";
const bands = (high: string, low: string) => [
  { label: high, from: 10 },
  { label: low, from: null },
];
const content = sheetContent({
  dimensions: [
    { key: "behaviour", name: "Pain", bands: bands("1", "2") },
    { key: "fit", name: "Fit", bands: bands("A", "B") },
  ],
});

/** Two leads in 1B, one in 1A, one in 2B that is excluded. */
async function setUp(team: Team) {
  const member = await team.member("marketer");
  await putSegment(member.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  const ids = await createLeads(team.workspaceId, [
    { visits: [1], attributes: { title: "CEO", name: "Eva Gil" } },
    { visits: [1], attributes: { name: "Luis Prado" } },
    { visits: [2], attributes: { name: "Ana Sol" } },
    { attributes: { occupation: "student", name: "Teo Paz" } },
  ]);
  await activeSheet(team.workspaceId, key, "all", content);
  await rescoreNow(team.workspaceId, ids);
  return member;
}

test("the matrix counts leads by two dimensions, and each cell opens the list of its leads", async ({
  team,
}) => {
  const page = await team.pageOf(await setUp(team));
  await page.goto(`/sheets/${key}/matrix`);
  await expect(page.getByRole("columnheader", { name: "A", exact: true })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "1", exact: true })).toBeVisible();
  for (const name of ["1A: 1 lead", "1B: 2 leads", "2A: 0 leads", "2B: 0 leads"])
    await expect(page.getByRole("link", { name })).toBeVisible();
  await expect(page.getByText("1 more lead is excluded and not counted here.")).toBeVisible();
  await page.getByRole("link", { name: "1B: 2 leads" }).click();
  await expect(page).toHaveURL(/\/leads\?.*label=1B/);
  await expect(page.getByRole("row").filter({ hasText: "Luis Prado" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Ana Sol" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "1B" })).toHaveCount(2);
  await expect(page.getByText("Eva Gil")).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("link", { name: "1B: 2 leads" })).toBeVisible();
});

test("a list asked for by a label alone says what is missing, by the API", async ({ team }) => {
  const caller = await team.caller("manager");
  const answer = await caller.get("/api/v1/leads?label=1A");
  expect(answer).toMatchObject({ status: 422, body: { error: { issues: [{ path: "label" }] } } });
});
