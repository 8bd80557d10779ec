import { inWorkspace } from "../../db/client.ts";
import {
  createLead,
  createSegment,
  createSheet,
  daysAgo,
  pricingView,
  testContent,
} from "../../lib/leads/testing.ts";
import { expect, test } from "../fixtures.ts";

test("points given by hand stand in the equation, and the leaderboard open elsewhere moves", async ({
  team,
}) => {
  await inWorkspace(team.workspaceId, async (tx) => {
    const segment = await createSegment(tx, team.workspaceId, { condition: { all: [] } });
    await createSheet(tx, team.workspaceId, { segmentId: segment.id, content: testContent });
  });
  const events = [pricingView(daysAgo(1))];
  await createLead(team.workspaceId, { attributes: { name: "Ana Gil", title: "CEO" }, events });
  const leo = await createLead(team.workspaceId, { attributes: { name: "Leo Sanz" }, events });
  const board = await team.page("manager");
  await board.goto("/leaderboard");
  const names = board.getByRole("table").getByRole("link");
  await expect(names).toHaveText(["Ana Gil", "Leo Sanz"]);

  const page = await team.page("sales");
  await page.goto(`/leads/${leo}`);
  const dialog = page.getByRole("dialog", { name: "Give points by hand" });
  await page.getByRole("button", { name: "Correct by hand" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Give points" }).click();
  await expect(dialog.getByText("Say why.")).toBeVisible();
  await dialog.getByRole("spinbutton", { name: "Points" }).fill("30");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Signed at the fair");
  await dialog.getByRole("button", { name: "Give points" }).click();
  const equation = page.getByRole("region", { name: "How the score adds up" });
  await expect(equation.getByText("By hand: Signed at the fair")).toBeVisible();
  await expect(equation.getByTestId("score-total")).toHaveText("40");
  await expect(page.getByText("+30 points by hand (engagement)")).toBeVisible();
  await expect(names).toHaveText(["Leo Sanz", "Ana Gil"]);
});

test("an administrator makes a team and sets how soon it is to answer", async ({ team }) => {
  const rep = await team.member("sales");
  const page = await team.page("admin");
  await page.goto("/settings/teams");
  const dialog = page.getByRole("dialog", { name: "New team" });
  await page.getByRole("button", { name: "New team" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill("Iberia");
  await dialog.getByLabel(rep.email, { exact: true }).check();
  await dialog.getByLabel(`Weight of ${rep.email}`).fill("3");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(`${rep.email} × 3`)).toBeVisible();

  const form = page.locator("form").filter({ hasText: "Hand-overs have a target" });
  await form.getByRole("switch", { name: "Hand-overs have a target" }).click();
  await form.getByLabel("Minutes until the first answer").fill("30");
  await form.getByLabel("Warn the owner").fill("0");
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/sla") && answer.ok());
  await form.getByRole("button", { name: "Save" }).click();
  await saved;
  await page.reload();
  await expect(page.getByLabel("Minutes until the first answer")).toHaveValue("30");
});
