import { oneLead, sheetByPoints } from "../../lib/actions/testing.ts";
import { stopBoss } from "../../lib/jobs/boss.ts";
import { createActiveSheet } from "../../lib/scores/testing.ts";
import type { GroupAction } from "../../lib/scoring/group-actions.ts";
import { sheetContent } from "../../lib/sheets/testing.ts";
import { expect, test } from "../fixtures.ts";
import { addToken, draftByApi, editorRow, openToken } from "../sheet-steps.ts";

const stage: GroupAction = { key: "stage", on: "enter", kind: "set_stage", stage: "mql" };
const crm: GroupAction = { key: "crm", on: "enter", kind: "crm", connection: null };

test.afterAll(() => stopBoss());

test("a group is told in sentences what happens and when a lead has left it; undo takes it back", async ({
  team,
}) => {
  const caller = await team.caller("marketer");
  await draftByApi(caller, "agreed", sheetContent());
  const page = await team.pageOf(caller.member);
  await page.goto("/sheets/agreed?tab=edit");
  const hot = editorRow(page, "Hot");
  const menu = page.getByRole("menuitem", { name: "Set the stage" });
  await hot.getByRole("button", { name: "Add action to Hot" }).click();
  await expect(menu).toBeVisible();
  await menu.click();
  const on = await openToken(hot, "When");
  await on.getByRole("radio", { name: "leaves" }).click();
  await page.keyboard.press("Escape");
  const what = await openToken(hot, "Set the stage");
  await what.getByLabel("Stage").selectOption({ label: "Disqualified" });
  await page.keyboard.press("Escape");
  await addToken(hot, "Hours out", "Hours out of the group", "48");
  const sentence = hot.getByRole("list", { name: "What happens at Hot" }).getByRole("listitem");
  await expect(sentence).toContainText("leaves Hot: ");
  await expect(sentence).toContainText("set its stage to Disqualified");
  await expect(hot.getByText("A lead has left Hot")).toContainText("after 48 hours");
  const stored = async () => {
    const { body } = await caller.get("/api/v1/sheets/agreed");
    const { versions } = body as {
      versions: { content: { groups: { leave?: unknown; actions?: unknown }[] } }[];
    };
    return versions[0]?.content.groups.at(-1);
  };
  await expect.poll(stored).toMatchObject({
    leave: { after_hours: 48, points_below: null },
    actions: [{ key: "set-stage", on: "leave", kind: "set_stage", stage: "disqualified" }],
  });
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  await expect(async () => {
    if (await undo.isEnabled()) await undo.click();
    await expect(sentence).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await expect.poll(async () => (await stored())?.actions).toBeUndefined();
});

test("what an action did is on the page and on the lead, filtered by the URL; one that was skipped is tried again", async ({
  team,
}) => {
  await createActiveSheet(team.workspaceId, { content: sheetByPoints({ actions: [stage, crm] }) });
  const lead = await oneLead(team.workspaceId).points(20);
  const page = await team.page("marketer");
  await page.goto("/actions");
  const set = page.getByRole("row").filter({ hasText: "When a lead enters Hot: set its stage to MQL" });
  const told = page.getByRole("row").filter({ hasText: "When a lead enters Hot: tell the CRM" });
  await expect(set).toContainText("Done", { timeout: 20_000 });
  await expect(told).toContainText("No CRM is connected.", { timeout: 20_000 });
  await expect(set.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await page.getByLabel("State").selectOption({ label: "Skipped" });
  await expect(page).toHaveURL(/state=skipped/);
  await expect(set).toHaveCount(0);
  await told.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("It is tried again.")).toBeVisible();
  await page.goto(`/leads/${lead}`);
  await expect(page.getByText("When a lead enters Hot: tell the CRM")).toBeVisible();
  await page.getByRole("link", { name: "All actions of this lead" }).click();
  await expect(page).toHaveURL(new RegExp(`/actions\\?lead=${lead}$`));
  await expect(page.getByRole("row")).toHaveCount(3);
});
