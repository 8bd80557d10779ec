import { sample } from "../../lib/scoring/sheets.test-helper.ts";
import { expect, test } from "../fixtures.ts";
import { readSheet } from "../sheet-steps.ts";

const DEALERSHIP = "Car dealership (B2C)";

test("a sheet comes from JSON; text that is no sheet cannot be made one", async ({ team }) => {
  const caller = await team.caller("marketer");
  await caller.call("PUT", "/api/v1/segments/everyone", { body: { name: "Everyone", when: { all: [] } } });
  const page = await team.pageOf(caller.member);
  await page.goto("/sheets");
  await page.getByRole("button", { name: "New sheet" }).click();
  const dialog = page.getByRole("dialog", { name: "New sheet" });
  await dialog.getByLabel("Name").fill("Our sheet");
  await expect(dialog.getByLabel("Key")).toHaveValue("our-sheet");
  await dialog.getByRole("radio", { name: "JSON" }).click();
  const text = dialog.getByRole("textbox", { name: "Sheet content as JSON" });
  const create = dialog.getByRole("button", { name: "Create draft" });
  await text.fill("{ this is no JSON");
  await expect(dialog.getByText("This is not valid JSON")).toBeVisible();
  await expect(create).toBeDisabled();
  await text.fill('{ "rules": [{ "kind": "magic" }] }');
  await expect(dialog.getByText("rules.0.kind")).toBeVisible();
  await expect(create).toBeDisabled();
  await text.fill(JSON.stringify(sample()));
  await create.click();
  await expect(page).toHaveURL(/\/sheets\/our-sheet$/);
  await expect(page.getByText("Visited pricing")).toBeVisible();
  const { versions } = await readSheet(caller, "our-sheet");
  expect(versions).toMatchObject([{ number: 1, state: "draft", content: sample() }]);
});

test("a name and a key that were typed outlive the choice of another template", async ({ team }) => {
  const page = await team.page("marketer");
  await page.goto("/sheets");
  await page.getByRole("button", { name: "New sheet" }).click();
  const dialog = page.getByRole("dialog", { name: "New sheet" });
  await dialog.getByRole("radio", { name: "Leaderboard (1 to 100)" }).click();
  await expect(dialog.getByLabel("Name")).toHaveValue("Leaderboard (1 to 100)");
  await dialog.getByLabel("Name").fill("Spring campaign");
  await dialog.getByLabel("Key").fill("spring");
  await dialog.getByRole("radio", { name: DEALERSHIP }).click();
  await expect(dialog.getByLabel("Name")).toHaveValue("Spring campaign");
  await expect(dialog.getByLabel("Key")).toHaveValue("spring");
});
