import type { Page } from "@playwright/test";
import type { TestMember } from "../../db/testing/factories.ts";
import { putSegment } from "../../lib/segments/put-segment.ts";
import { approveSheet } from "../../lib/sheets/approve-sheet.ts";
import { editDraft } from "../../lib/sheets/edit-draft.ts";
import { getSheet } from "../../lib/sheets/get-sheet.ts";
import { itemHash } from "../../lib/sheets/items.ts";
import { saveDraft } from "../../lib/sheets/save-draft.ts";
import { suggestEdits } from "../../lib/sheets/suggest-edits.ts";
import { sheetContent } from "../../lib/sheets/testing.ts";
import { expect, expectAccessible, type Team, test } from "../fixtures.ts";
import { setPoints } from "../sheet-steps.ts";

const key = "cars";
const content = sheetContent();
const [pricing] = content.rules;
const item = { kind: "rule" as const, key: "pricing" };
const edit = (points: number) => ({
  id: crypto.randomUUID(),
  item,
  was: itemHash(pricing),
  value: { ...pricing, points },
});

async function setUp(team: Team) {
  const [ana, ben] = [await team.member("marketer"), await team.member("sales")];
  await putSegment(ana.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await saveDraft(ana.ctx, { key, name: "Cars", segment: "all", content });
  return { ana, ben };
}

async function open(team: Team, member: TestMember, tab = "overview"): Promise<Page> {
  const page = await team.pageOf(member);
  await page.goto(`/sheets/${key}?tab=${tab}`);
  await expect(page.getByRole("heading", { level: 1, name: "Cars" })).toBeVisible();
  return page;
}

const newest = async (member: TestMember) => {
  const [version] = (await getSheet(member.ctx, { key })).versions;
  if (!version) throw new Error("no version");
  return version;
};
const suggestions = (page: Page) => page.getByRole("region", { name: "Suggestions" });

test("a change is suggested in place of saved, arrives at the other side, and accepting it is an edit that clears signatures", async ({
  team,
}) => {
  const { ana, ben } = await setUp(team);
  const { hash } = await newest(ana);
  await approveSheet(ana.ctx, { key, hash });
  const anas = await open(team, ana);
  const bens = await open(team, ben, "edit");
  const send = bens.getByRole("button", { name: "Send suggestion" });
  await bens.getByRole("radio", { name: "Suggest", exact: true }).click();
  await expect(send).toBeVisible();
  await expect(bens.getByText("There is nothing to send yet.")).toBeVisible();
  await setPoints(bens, "Visited pricing", 15);
  await expect(bens.getByText("Say why before you send it.")).toBeVisible();
  await expect(send).toBeDisabled();
  // What is collected outlives a reload, and nothing of it is in the draft.
  await bens.reload();
  await expect(bens.locator('[data-diff="rules.pricing"]')).toContainText("+15 when a lead visits a page");
  expect(await newest(ana)).toMatchObject({ hash, signatures: [{ side: "marketing" }] });
  await bens.getByRole("textbox", { name: "Why this change" }).fill("Whoever asks for prices buys");
  await expectAccessible(bens);
  await send.click();
  await expect(bens.getByRole("listitem").filter({ hasText: "Suggestion sent" })).toBeVisible();

  await expect(suggestions(anas).getByText("1 suggestion waits for an answer")).toBeVisible();
  const row = suggestions(anas).getByRole("listitem").filter({ hasText: "Whoever asks for prices buys" });
  await expect(row).toContainText(`${ben.email} suggests 1 change`);
  await expect(row.locator('[data-diff="rules.pricing"]')).toContainText(
    "New: +15 when a lead visits a page",
  );
  await expect(row.locator('[data-diff="rules.pricing"]')).toContainText(
    "Before: +10 when a lead visits a page",
  );
  await expect(anas.getByRole("link", { name: "1 suggestion for Visited pricing" })).toBeVisible();
  await expectAccessible(anas);
  // The news of the step may come before its answer: what is said of it must not depend on who is first.
  await anas.route("**/accept", async (route) => {
    const response = await route.fetch();
    await expect(row).toBeHidden();
    await route.fulfill({ response });
  });
  await row.getByRole("button", { name: `Accept the suggestion of ${ben.email}` }).click();
  await expect(
    anas
      .getByRole("listitem")
      .filter({ hasText: "Suggestion accepted. The signatures of Marketing are gone." }),
  ).toBeVisible();
  await expect(suggestions(bens).getByText("No suggestion waits for an answer.")).toBeVisible();
  await suggestions(bens).getByText("1 earlier suggestion").click();
  await expect(suggestions(bens).getByText(`Accepted by ${ana.email}`)).toBeVisible();
  const version = await newest(ana);
  expect(version.signatures).toEqual([]);
  expect(version.content.rules[0]).toMatchObject({ points: 15 });
  await bens.reload();
  await bens.getByRole("button", { name: "Notifications, 1 unread" }).click();
  await expect(
    bens.getByRole("link", { name: `${ana.email} accepted your suggestion for Cars` }),
  ).toBeVisible();
});

test("where the rule has changed since, both versions are shown, and accepting counts over the one seen", async ({
  team,
}) => {
  const { ana, ben } = await setUp(team);
  const anas = await open(team, ana);
  await suggestEdits(ben.ctx, { key, id: crypto.randomUUID(), reason: "More", edits: [edit(15)] });
  await expect(suggestions(anas).getByRole("button", { name: /^Accept the suggestion/ })).toBeVisible({
    timeout: 15_000,
  });
  await editDraft(ana.ctx, { key, edits: [edit(7)] });
  const clash = "Rule “Visited pricing” has changed since this was suggested";
  await expect(anas.getByText(clash)).toBeVisible();
  await expect(anas.getByRole("region", { name: "In the draft now" })).toContainText("+7");
  await expect(anas.getByRole("region", { name: "Suggested" })).toContainText("+15");
  await expectAccessible(anas);
  await anas.getByRole("button", { name: /^Take the suggested version/ }).click();
  await expect.poll(async () => (await newest(ana)).content.rules[0]).toMatchObject({ points: 15 });
});

test("a suggestion is rejected with a reason that its author reads, and withdrawn by its author alone", async ({
  team,
}) => {
  const { ana, ben } = await setUp(team);
  for (const points of [15, 16]) {
    const id = crypto.randomUUID();
    await suggestEdits(ben.ctx, { key, id, reason: `Make it ${points}`, edits: [edit(points)] });
  }
  const [anas, bens] = [await open(team, ana), await open(team, ben)];
  const first = suggestions(anas).getByRole("listitem").filter({ hasText: "Make it 15" });
  await expect(first.getByRole("button", { name: /^Withdraw/ })).toHaveCount(0);
  await first.getByRole("button", { name: /^Reject/ }).click();
  const dialog = anas.getByRole("dialog", { name: `Reject the suggestion of ${ben.email}?` });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Ten is enough");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await suggestions(bens).getByText("1 earlier suggestion").click();
  await expect(suggestions(bens).getByText("Reason: Ten is enough")).toBeVisible();
  const second = suggestions(bens).getByRole("listitem").filter({ hasText: "Make it 16" });
  await expect(second.getByRole("button", { name: /^Reject/ })).toHaveCount(0);
  await second.getByRole("button", { name: /^Withdraw/ }).click();
  await expect(suggestions(anas).getByText("No suggestion waits for an answer.")).toBeVisible();
  expect((await newest(ana)).revision).toBe(1);
});

test("a manager reads suggestions and is offered no answer", async ({ team }) => {
  const { ben } = await setUp(team);
  await suggestEdits(ben.ctx, { key, id: crypto.randomUUID(), reason: "More", edits: [edit(15)] });
  const page = await open(team, await team.member("manager"));
  await expect(suggestions(page).getByText(`${ben.email} suggests 1 change`)).toBeVisible();
  await expect(suggestions(page).getByRole("button")).toHaveCount(0);
});
