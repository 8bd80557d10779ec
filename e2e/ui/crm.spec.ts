import type { Page } from "@playwright/test";
import { TestHubspot } from "../../lib/crm/hubspot/testing.ts";
import { scored } from "../../lib/crm/testing.ts";
import { createActiveSheet } from "../../lib/scores/testing.ts";
import { expect, expectAccessible, test } from "../fixtures.ts";

const hubspot = new TestHubspot();
test.beforeAll(() => hubspot.start());
test.afterAll(async () => {
  await hubspot.stop();
  expect(hubspot.violations).toEqual([]);
});

async function connect(page: Page, token: string): Promise<void> {
  await page.getByLabel("Address of the API").fill(hubspot.url);
  await page.getByLabel("Access token").fill(token);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
}

test("an administrator connects HubSpot, sees what would be written, syncs it, and decides a conflict", async ({
  team,
}) => {
  await createActiveSheet(team.workspaceId);
  const ceo = hubspot.put(hubspot.contacts, { email: "ceo@crm.test", jobtitle: "Chair" });
  const [leadId = 0] = await scored(team.workspaceId, [
    { email: "ceo@crm.test", attributes: { title: "CEO" } },
    { email: "new@crm.test" },
  ]);
  const page = await team.page("admin");
  await page.goto("/settings/crm");
  await expect(page.getByText("No CRM is connected")).toBeVisible();
  await connect(page, "wrong");
  await expect(page.getByText("The CRM was not connected")).toBeVisible();
  await connect(page, hubspot.token);
  await page.getByRole("tab", { name: "What is exchanged" }).click();
  await page.getByRole("button", { name: "Add a field" }).click();
  await page.getByRole("combobox", { name: "Field of the contact" }).fill("jobtitle");
  await page.getByLabel("Attribute", { exact: true }).fill("title");
  await page.getByLabel("If both changed").selectOption({ label: "Ask" });
  await expect(page.getByLabel("Won")).toBeVisible(); // deal stages came from HubSpot
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await page.getByRole("tab", { name: "Dry run" }).click();
  await page.getByRole("button", { name: "Start the dry run" }).click();
  const plan = page.getByRole("table", { name: "What would be written" });
  await expect(plan.getByRole("row").filter({ hasText: "ceo@crm.test" })).toContainText(
    "hotsheet_score: – → 20",
  );
  await expect(plan.getByRole("row").filter({ hasText: "new@crm.test" })).toContainText("left out");
  await expectAccessible(page);
  expect(ceo.properties.hotsheet_score).toBeUndefined();

  await page.getByRole("button", { name: "Sync everything" }).click();
  await expect.poll(() => ceo.properties.hotsheet_score, { timeout: 20_000 }).toBe("20");
  const conflicts = page.getByRole("tab", { name: "Conflicts (1)" });
  await expect(conflicts).toBeVisible({ timeout: 40_000 });
  await conflicts.click();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "Take the CRM's" }).click();
  await expect(page.getByText("CRM, decided by hand")).toBeVisible();
  await page.goto(`/leads/${leadId}`);
  await expect(page.getByText("Chair").first()).toBeVisible();

  await page.goto("/settings/crm");
  for (const tab of ["Refused", "Credentials", "State"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expectAccessible(page);
  }
  await page.getByRole("button", { name: "Disconnect" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByText("No CRM is connected")).toBeVisible();
});

test("who is no administrator does not get to the CRM's settings", async ({ team }) => {
  for (const role of ["marketer", "sales", "manager"] as const) {
    const page = await team.page(role);
    const answer = await page.goto("/settings/crm");
    expect(answer?.status()).toBe(403);
  }
});
