import { inWorkspace } from "../../db/client.ts";
import { sample } from "../../lib/scoring/sheets.test-helper.ts";
import { expect, test } from "../fixtures.ts";
import { approve, draftByApi } from "../sheet-steps.ts";
import { createWorld } from "../world.ts";

const STEPS = [
  "Connect a source",
  "Get leads in",
  "Say whom to score",
  "Draft a sheet",
  "Both sides sign",
  "Work the queue",
  "Review after the trial",
];
const OTHERS = "Somebody with another role takes this step.";

for (const role of ["admin", "marketer", "sales", "manager"] as const) {
  test(`an empty workspace shows its ${role} what to do first`, async ({ team }) => {
    const page = await team.page(role);
    await page.goto("/");
    await expect(page.getByText("0 of 7 steps done")).toBeVisible();
    const steps = page.getByRole("list").filter({ hasText: STEPS[0] }).getByRole("listitem");
    await expect(steps).toContainText(STEPS);
    for (const step of await steps.all()) await expect(step).toContainText("(To do)");
    await expect(page.getByText("Nothing waits for your signature.")).toBeVisible();
    await expect(page.getByText("No lead waits.")).toBeVisible();
    await expect(page.getByText("No sheet is active yet.")).toBeVisible();
    const action = page.getByRole("link", { name: "Connect a source" });
    if (role === "admin") {
      await expect(page.getByText(OTHERS)).toHaveCount(0);
      await action.click();
      await expect(page).toHaveURL(/\/settings\/sources$/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sources");
    } else {
      await expect(steps.first()).toContainText(OTHERS);
      await expect(action).toHaveCount(0);
    }
  });
}

test("the checklist goes on with what is done, and every role is offered only its own step", async ({
  team,
}) => {
  const caller = await team.caller("marketer");
  await draftByApi(caller, "agreed", sample());
  const page = await team.page("manager");
  await page.goto("/");
  await expect(page.getByText("2 of 7 steps done")).toBeVisible();
  const first = page.getByRole("listitem").filter({ hasText: "Draft a sheet" });
  await expect(first).toContainText("(Done)");
});

test("“waiting for my side” names the draft to the side that has not signed, until it has", async ({
  team,
}) => {
  const marketer = await team.caller("marketer");
  const sales = await team.member("sales");
  await draftByApi(marketer, "agreed", sample());
  const mine = await team.pageOf(marketer.member);
  const theirs = await team.pageOf(sales);
  const link = { name: "Agreed sheet, version 1" };
  for (const page of [mine, theirs]) {
    await page.goto("/");
    await expect(page.getByRole("link", link)).toBeVisible();
    await expect(page.getByText("waits for both sides")).toBeVisible();
  }
  expect((await approve(marketer, "agreed")).status).toBe(200);
  await mine.reload();
  await expect(mine.getByText("Nothing waits for your signature.")).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByText("waits for sales")).toBeVisible();
  await theirs.getByRole("link", link).click();
  await expect(theirs.getByRole("button", { name: "Sign for Sales" })).toBeEnabled();
  // Who signs for no side sees what waits for others.
  const manager = await team.page("manager");
  await manager.goto("/");
  await expect(manager.getByText("You sign for no side; these wait for others:")).toBeVisible();
  await expect(manager.getByRole("link", link)).toBeVisible();
});

test("with hot leads waiting, the start page says how many and leads to the queue", async ({ team }) => {
  await createWorld(team.workspaceId);
  const page = await team.page("sales");
  await page.goto("/");
  await expect(page.getByText("2 leads wait. None is yours.")).toBeVisible();
  await expect(page.getByText(/: day 1 of 90$/)).toBeVisible();
  await page.getByRole("listitem").getByRole("link", { name: "Open the queue" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Ana Gil" })).toBeVisible();
});

test("what sales has not answered in time is named with its owner, and leads to it", async ({ team }) => {
  const { leadIds } = await createWorld(team.workspaceId);
  const rep = await team.member("sales");
  await inWorkspace(team.workspaceId, (tx) =>
    tx.$client.query(
      `update handovers set sla_due_at = now() - interval '3 hours', owner_id = case when lead_id = $2 then $3::bigint end
       where workspace_id = $1`,
      [team.workspaceId, leadIds[0], rep.memberId],
    ),
  );
  const page = await team.pageOf(rep);
  await page.goto("/");
  const late = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "Not answered in time" }) });
  await expect(late).toContainText("2 leads wait longer than agreed. 1 is yours.");
  await expect(late.getByRole("listitem").first()).toContainText("Ana Gil");
  await expect(late.getByRole("listitem").last()).toContainText("nobody has it");
  await late.getByRole("link", { name: "Ana Gil" }).click();
  await expect(page.getByRole("dialog", { name: /Ana Gil/ })).toBeVisible();
});

for (const [role, asked] of [
  ["sales", "I answered in time"],
  ["marketer", "Accepted of what sales decided"],
  ["manager", "Answered in time"],
] as const) {
  test(`the numbers of the last thirty days are those that a ${role} is asked about`, async ({ team }) => {
    await createWorld(team.workspaceId);
    const page = await team.page(role);
    await page.goto("/");
    const numbers = page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: "My numbers" }) });
    await expect(numbers.getByRole("link", { name: asked })).toBeVisible();
    await expect(numbers.getByText("none yet").first()).toBeVisible();
    await numbers.getByRole("link").first().click();
    await expect(page).not.toHaveURL(/\/$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
}
