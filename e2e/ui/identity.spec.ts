import { inWorkspace } from "../../db/client.ts";
import { createLead, createSegment, createSheet, daysAgo, pricingView } from "../../lib/leads/testing.ts";
import { expect, expectAccessible, test } from "../fixtures.ts";

/** Rosa, a CEO who came once, and a lead of the same name that came twice. */
async function twoRosas(workspaceId: number): Promise<{ rosa: number; double: number }> {
  await inWorkspace(workspaceId, async (tx) => {
    const segment = await createSegment(tx, workspaceId, { condition: { all: [] } });
    await createSheet(tx, workspaceId, { segmentId: segment.id });
  });
  const rosa = await createLead(workspaceId, {
    email: "rosa@example.com",
    attributes: { name: "Rosa Mar", title: "CEO" },
    events: [pricingView(daysAgo(1))],
  });
  const double = await createLead(workspaceId, {
    email: "r.mar@example.com",
    attributes: { name: "Rosa M." },
    events: [pricingView(daysAgo(2))],
  });
  return { rosa, double };
}

test("a member joins two leads, the other's address leads to the survivor, and the join is undone", async ({
  team,
}) => {
  const { rosa, double } = await twoRosas(team.workspaceId);
  const page = await team.page("marketer");
  await page.goto(`/leads/${double}`);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Join the leads" })).toBeDisabled();
  await dialog.getByLabel("The other lead").fill("rosa@example");
  await dialog.getByRole("radio", { name: /Rosa Mar/ }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Join the leads" }).click();
  await expect(page).toHaveURL(`/leads/${rosa}`);
  await expect(page.getByTestId("score-total")).toHaveText("40");

  await page.goto(`/leads/${double}`);
  await expect(page).toHaveURL(`/leads/${rosa}`);
  const joins = page.getByRole("region", { name: "Joined leads" });
  await expect(joins).toContainText("r.mar@example.com and rosa@example.com");
  await joins.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Part the leads" }).click();
  await expect(page.getByTestId("score-total")).toHaveText("30");
  await page.goto(`/leads/${double}`);
  await expect(page).toHaveURL(`/leads/${double}`);
  await expect(page.getByTestId("score-total")).toHaveText("10");
});

test("an objection takes the score off the page and the list, and can be lifted", async ({ team }) => {
  const { rosa } = await twoRosas(team.workspaceId);
  const page = await team.page("sales");
  await page.goto(`/leads/${rosa}`);
  await expect(page.getByTestId("score-total")).toHaveText("30");
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Record an objection" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Where they said so").fill("by phone");
  await dialog.getByRole("button", { name: "Record an objection" }).click();
  await expect(page.getByTestId("score-total")).toHaveCount(0);
  await expect(page.getByText("Objected, not scored").first()).toBeVisible();
  await expect(page.getByText("by phone")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/leads");
  await expect(page.getByRole("row", { name: /Rosa Mar/ })).toContainText("Objected, not scored");

  await page.goto(`/leads/${rosa}`);
  await page.getByRole("button", { name: "Lift the objection" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Lift the objection" }).click();
  await expect(page.getByTestId("score-total")).toHaveText("30");
});

test("an admin exports a person and erases them by typing their address", async ({ team }) => {
  const { rosa } = await twoRosas(team.workspaceId);
  const page = await team.page("admin");
  await page.goto(`/leads/${rosa}`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export all data" }).click();
  expect((await download).suggestedFilename()).toBe(`lead-${rosa}.json`);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Erase", exact: true }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("textbox").fill("rosa");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Type exactly: rosa@example.com");
  await expectAccessible(page);
  await dialog.getByRole("textbox").fill("rosa@example.com");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(page).toHaveURL("/leads");
  await expect(page.getByRole("row", { name: /Rosa M\./ })).toBeVisible();
  await expect(page.getByRole("row", { name: /Rosa Mar/ })).toHaveCount(0);
  const gone = await page.goto(`/leads/${rosa}`);
  expect(gone?.status()).toBe(404);
});

test("a manager sees joins and consents and changes neither", async ({ team }) => {
  const { rosa } = await twoRosas(team.workspaceId);
  const page = await team.page("manager");
  await page.goto(`/leads/${rosa}`);
  await expect(page.getByRole("heading", { name: "Privacy" })).toBeVisible();
  for (const name of ["Join", "Record an objection", "Erase"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Export all data" })).toHaveCount(0);
});

test("an admin sees what a period would delete before saving it", async ({ team }) => {
  await twoRosas(team.workspaceId);
  const page = await team.page("admin");
  await page.goto("/settings/privacy");
  await expect(page.getByText("No period is set")).toBeVisible();
  await page.getByRole("button", { name: "Add a period" }).click();
  await expect(page.getByLabel("Event 1")).toBeVisible();
  await page.getByRole("button", { name: "What would be deleted?" }).click();
  await expect(page.getByText("Give an event name")).toBeVisible();
  await page.getByLabel("Event 1").fill("page_viewed");
  await page.getByLabel("Days 1").fill("1");
  await page.getByRole("button", { name: "What would be deleted?" }).click();
  await expect(page.getByText("page_viewed: 2 events")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Periods saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Event 1")).toHaveValue("page_viewed");
});
