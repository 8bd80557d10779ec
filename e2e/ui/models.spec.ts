import { inWorkspace } from "../../db/client.ts";
import { createWorld } from "../../lib/models/testing.ts";
import { expect, expectAccessible, test } from "../fixtures.ts";
import { openToken, tokenIn } from "../sheet-steps.ts";

test("a predictive score is trained, stands on the lead and in lists, and a rule of a sheet names its version", async ({
  team,
}) => {
  const { ids, key, sheet } = await createWorld(400, { workspaceId: team.workspaceId });
  const page = await team.page("marketer");
  await page.goto("/models");
  await expect(page.getByText("Not trained yet")).toBeVisible();
  await page.getByRole("button", { name: "New predictive score" }).click();
  const dialog = page.getByRole("dialog", { name: "New predictive score" });
  await dialog.getByLabel("Name", { exact: true }).fill(key);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("There is one of this name")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect(page.getByText(/^Version 1 puts the lead that converts first in \d/)).toBeVisible({
    timeout: 40_000,
  });
  await expect(page.getByText("“industry” moves predictions most.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Use it all the same: contract_sent_to" })).toBeVisible();
  const version = page.getByRole("table", { name: "Versions" }).getByRole("row").nth(1);
  await expect(version).toContainText(/0\.\d+ 0\.\d+ to [01](\.\d+)?, n = \d+/);
  await expectAccessible(page);

  // Nobody waits for the predictions on the page of the training; they are of leads that have not converted.
  const read = <T extends object>(text: string) =>
    inWorkspace(team.workspaceId, async (tx) => (await tx.$client.query<T>(text, [team.workspaceId])).rows);
  await expect.poll(() => read("select 1 from predictions where workspace_id = $1 limit 1")).toHaveLength(1);
  await page.goto(`/leads/${ids.at(-1)}`);
  await expect(page.getByText(/^By version 1, on /)).toBeVisible();
  await page.goto("/leads");
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Likely" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("row").nth(1)).toContainText(/\d %|\d%/);

  await page.goto(`/sheets/${sheet.key}?tab=edit`);
  await page.getByRole("button", { name: "Start a draft" }).click();
  await page
    .getByRole("button", { name: /^Add rule to / })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Predictive model" }).click();
  const panel = await openToken(page.getByRole("main"), "Model");
  await panel.getByRole("combobox", { name: "Model" }).selectOption({ label: "Wins, version 1" });
  await page.keyboard.press("Escape");
  await expect(tokenIn(page.getByRole("main"), "Model")).toHaveText(/Wins, version 1$/);
  const rules = async () => {
    const [newest] = await read<{ rules: { kind: string }[] }>(
      "select content->'rules' as rules from sheet_versions where workspace_id = $1 order by number desc limit 1",
    );
    return newest?.rules.filter(({ kind }) => kind === "model");
  };
  await expect.poll(rules).toMatchObject([{ model: key, version: 1 }]);
});
