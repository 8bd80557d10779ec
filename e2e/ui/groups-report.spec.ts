import { readFile } from "node:fs/promises";
import { inWorkspace } from "../../db/client.ts";
import { rescoreNow } from "../../lib/sheets/testing.ts";
import { expect, expectAccessible, test } from "../fixtures.ts";
import { createWorld } from "../world.ts";

/** Ana was cold four weeks ago and is hot now; Luis was hot and is cold; Eva came hot. */
async function movedWorld(workspaceId: number) {
  const world = await createWorld(workspaceId);
  const { sheet, leadIds } = world;
  const [ana = 0, luis = 0] = leadIds;
  const past = new Date(Date.now() - 28 * 86_400_000);
  await inWorkspace(workspaceId, async (tx) => {
    for (const [lead, was] of [
      [ana, "cold"],
      [luis, "hot"],
    ] as const) {
      await tx.$client.query(
        `insert into group_changes (workspace_id, lead_id, sheet_id, version_id, at, from_group, to_group, total, cause)
         values ($1, $2, $3, $4, $5, null, $6, 1, 'event')`,
        [workspaceId, lead, sheet.sheetId, sheet.versionId, past, was],
      );
      await tx.$client.query(
        "update group_changes set from_group = $4 where workspace_id = $1 and lead_id = $2 and at > $3",
        [workspaceId, lead, past, was],
      );
    }
  });
  return world;
}

test("who moved between groups is a table that adds up, and a number opens its leads", async ({ team }) => {
  await movedWorld(team.workspaceId);
  const page = await team.page("manager");
  const day = new Date(Date.now() - 14 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/funnel/groups?from=${day}`);
  const moved = page.getByRole("figure", { name: "Who moved between groups?" });
  await expect(moved).toContainText("2 leads came into Hot and 1 lead left it, so it has 2.");
  await expect(moved).toContainText("n = 3");
  const hot = moved.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Hot" }) });
  await expect(hot.getByRole("cell")).toHaveText(["1", "0 stayed", "0", "1"]);
  const over = page.getByRole("figure", { name: "How many leads are in each group?" });
  await expect(over).toContainText("Hot: 2 leads, +1 since");

  const open = moved.getByRole("button", { name: "1 lead from Cold to Hot: show" });
  await open.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "From Cold to Hot" })).toBeVisible();
  await expect(page).toHaveURL(/left=cold&entered=hot/);
  await expect(page.getByRole("dialog").getByRole("link")).toHaveText(["Ana Gil"]);
  await expectAccessible(page);
  await page.goBack();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("both charts are tables too, and leave as CSV that says the same", async ({ team }) => {
  await movedWorld(team.workspaceId);
  const page = await team.page("sales");
  await page.goto("/funnel/groups");
  const moved = page.getByRole("figure", { name: "Who moved between groups?" });
  const table = moved.getByRole("table", { name: "Who moved between groups?" });
  await moved.getByRole("button", { name: "Show as a table" }).click();
  await expect(table).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(3);
  const over = page.getByRole("figure", { name: "How many leads are in each group?" });
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    over.getByRole("button", { name: /as CSV$/ }).click(),
  ]);
  // `trim` takes the byte order mark with it.
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toBe("At,Cold,Hot");
  expect(lines.at(-1)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,1,2$/);
});

test("days that make no period are refused beside the field, and the filters stay", async ({ team }) => {
  const world = await createWorld(team.workspaceId);
  await rescoreNow(team.workspaceId, world.leadIds);
  const page = await team.page("marketer");
  await page.goto("/funnel/groups?from=2026-02-02&to=2026-02-01");
  await expect(page.getByText("The last day comes before the first.")).toBeVisible();
  await expect(page.getByLabel("First day")).toHaveValue("2026-02-02");
  await expect(page.getByText("No data")).toHaveCount(0);
});

test("without an active sheet the page says from when groups are counted", async ({ team }) => {
  const page = await team.page("manager");
  await page.goto("/funnel/groups");
  await expect(page.getByRole("heading", { name: "No groups yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Go to sheets" })).toBeVisible();
});
