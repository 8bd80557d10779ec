import type { Page } from "@playwright/test";
import type { TestMember } from "../../db/testing/factories.ts";
import { putSegment } from "../../lib/segments/put-segment.ts";
import { getSheet } from "../../lib/sheets/get-sheet.ts";
import { saveDraft } from "../../lib/sheets/save-draft.ts";
import { createLeads, sheetContent } from "../../lib/sheets/testing.ts";
import { expect, expectAccessible, type Team, test } from "../fixtures.ts";
import { editorRow, openToken, setToken, tokenIn } from "../sheet-steps.ts";

const key = "cars";

async function setUp(team: Team, options: Parameters<Team["pageOf"]>[1] = {}) {
  const member = await team.member("marketer");
  await putSegment(member.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await saveDraft(member.ctx, { key, name: "Cars", segment: "all", content: sheetContent() });
  const page = await team.pageOf(member, options);
  await page.goto(`/sheets/${key}?tab=edit`);
  await expect(page.getByRole("heading", { level: 1, name: "Cars" })).toBeVisible();
  return { member, page };
}

const saved = async (member: TestMember) => {
  const [version] = (await getSheet(member.ctx, { key })).versions;
  if (!version) throw new Error("no version");
  return version.content;
};
const ruleKeys = async (member: TestMember) => (await saved(member)).rules.map((rule) => rule.key);

test("a reload right after a keystroke loses nothing", async ({ team }) => {
  const { member, page } = await setUp(team);
  const panel = await openToken(editorRow(page, "Visited pricing"), "Points");
  await panel.getByRole("spinbutton").fill("17");
  await page.reload();
  await expect(tokenIn(editorRow(page, "Visited pricing"), "Points")).toContainText("+17");
  await expect.poll(async () => (await saved(member)).rules[0]).toMatchObject({ points: 17 });
});

/** Goes on by Tab until that element has the focus. */
async function tabTo(page: Page, name: RegExp | string): Promise<void> {
  const target = page.getByRole("button", { name });
  await expect(async () => {
    for (let n = 0; n < 80; n++) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error(`Tab never came to ${name}`);
  }).toPass();
}

test("by keyboard alone: a token is changed by Tab and Enter, left by Escape, and a rule moved", async ({
  team,
}) => {
  const { member, page } = await setUp(team);
  await tabTo(page, "Points: +10");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Points" })).toBeVisible();
  await expect(page.getByRole("spinbutton", { name: "Points" })).toBeFocused();
  await page.keyboard.type("25");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Points" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Points: +25" })).toBeFocused();
  await expect.poll(async () => (await saved(member)).rules[0]).toMatchObject({ points: 25 });

  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Event" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Event" })).toBeHidden();
  await expect(page.getByRole("button", { name: /^Event: / })).toBeFocused();

  // What is not said yet is brought in, and taken out again; the focus stays where it was.
  await tabTo(page, "Add decay");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("spinbutton", { name: "Points halve every, days" })).toBeFocused();
  await page.keyboard.type("45");
  await expect.poll(async () => (await saved(member)).rules[0]).toMatchObject({ half_life_days: 45 });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Add decay" })).toBeFocused();
  await expect.poll(async () => (await saved(member)).rules[0]).toMatchObject({ half_life_days: null });

  const copy = page.getByRole("button", { name: "More for Visited pricing" });
  await copy.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.getByRole("menuitem", { name: "Duplicate" }).press("Enter");
  await expect.poll(() => ruleKeys(member)).toEqual(["pricing", "pricing-2", "title"]);
  await page.getByRole("button", { name: "Drag Visited pricing", exact: true }).press("Space");
  await expect(page.getByText("Visited pricing picked up.")).toBeAttached();
  await expect(page.locator('[data-drag-over="pricing"]')).toBeAttached();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByText("Visited pricing is over Copy of Visited pricing.")).toBeAttached();
  await page.keyboard.press("Space");
  await expect.poll(() => ruleKeys(member)).toEqual(["pricing-2", "pricing", "title"]);
});

test("a click on another token, of this rule or the next, closes the one that is open and leaves the other open", async ({
  team,
}) => {
  const { page } = await setUp(team);
  const points = page.getByRole("spinbutton", { name: "Points", exact: true });
  for (const [rule, token] of [
    ["Visited pricing", "Points"],
    ["Visited pricing", "Name"],
    ["Job title", "Name"],
  ] as const) {
    await tokenIn(editorRow(page, rule), token).click();
    // The one before is gone when nothing of it is left.
    await expect(page.getByRole("dialog")).toHaveCount(1);
    await expect(
      page.getByRole("dialog", { name: token, exact: true }).getByRole("textbox").or(points),
    ).toBeFocused();
  }
  await page.keyboard.type("Position");
  await page.keyboard.press("Enter");
  await expect(editorRow(page, "Position")).toBeVisible();
});

test("a rule is dragged into another category, muted and unmuted; undo takes each of it back", async ({
  team,
}) => {
  const { member, page } = await setUp(team);
  const grip = page.getByRole("button", { name: "Drag Visited pricing" });
  const target = editorRow(page, "Job title");
  await grip.hover();
  await page.mouse.down();
  const box = await target.boundingBox();
  if (!box) throw new Error("not on screen");
  await page.mouse.move(box.x + 20, box.y + 10, { steps: 8 });
  await page.mouse.move(box.x + 20, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(async () => (await saved(member)).rules.map((rule) => rule.category))
    .toEqual(["person", "person"]);

  await page.getByRole("button", { name: "Mute Job title" }).click();
  await expect(target.getByText("Muted", { exact: true })).toBeVisible();
  await expect.poll(async () => (await saved(member)).rules.filter((rule) => rule.muted)).toHaveLength(1);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(target.getByText("Muted", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(
    page.getByRole("region", { name: "Website" }).getByRole("listitem", { name: "Visited pricing" }),
  ).toBeVisible();
  await expect.poll(() => saved(member)).toEqual(sheetContent());
});

test("removing a category asks what becomes of its rules; a dimension in use says why it stays", async ({
  team,
}) => {
  const { member, page } = await setUp(team);
  const stays = page.getByRole("button", { name: "Behaviour cannot be removed: Website counts for it." });
  await expect(stays).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Remove category Website" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Remove category “Website”?" });
  await expect(dialog).toContainText("It has one rule.");
  await expect(dialog.getByLabel("Its rules")).toHaveValue("person");
  await dialog.getByRole("button", { name: "Remove category" }).click();
  await expect.poll(async () => (await saved(member)).categories.map((one) => one.key)).toEqual(["person"]);
  await expect(
    page.getByRole("region", { name: "Person" }).getByRole("listitem", { name: "Visited pricing" }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Remove dimension Behaviour" }).click();
  await expect.poll(async () => (await saved(member)).dimensions.map((one) => one.key)).toEqual(["fit"]);
});

test("a token in error is marked in place with what is wrong, and so is what may be typed", async ({
  team,
}) => {
  const { page } = await setUp(team);
  const row = editorRow(page, "Visited pricing");
  const panel = await openToken(row, "Limit");
  await panel.getByLabel("At most, times").fill("1.5");
  await expect(panel.getByText("This must be a whole number.")).toBeVisible();
  await panel.getByLabel("At most, times").press("Enter");
  await expect(tokenIn(row, "Limit")).toHaveAttribute("aria-invalid", "true");
  await expect(row.getByRole("status")).toContainText("This must be a whole number.");
  await expectAccessible(page);
  await setToken(row, "Limit", "At most, times", "2");
  await expect(page.getByText(/Saved \d+:\d\d/)).toBeVisible();
});

test("names and values are offered as they were seen, in rules and in segments; anything else can be typed", async ({
  team,
}) => {
  const { member, page } = await setUp(team);
  await createLeads(team.workspaceId, [
    { attributes: { country: "Spain" }, visits: [1] },
    { attributes: { country: "Spain" } },
    { attributes: { country: "Mexico" } },
  ]);
  const where = await openToken(editorRow(page, "Visited pricing"), "Condition");
  const value = where.getByRole("combobox", { name: "Value" });
  await value.fill("/pri");
  await page.getByRole("option", { name: "/pricing" }).click();
  await expect(value).toHaveValue("/pricing");
  await value.fill("/prices");
  await value.press("Enter");
  await expect
    .poll(async () => (await saved(member)).rules[0])
    .toMatchObject({ where: { all: [{ field: "path", op: "starts_with", value: "/prices" }] } });

  await page.goto("/segments");
  const dialog = page.getByRole("dialog", { name: "New segment" });
  await page.getByRole("button", { name: "New segment" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Add condition" }).click();
  await dialog.getByRole("combobox", { name: "Field" }).fill("coun");
  await page.getByRole("option", { name: "country 3" }).click();
  await dialog.getByRole("combobox", { name: "Value" }).click();
  const seen = page.getByRole("listbox", { name: "Seen so far" }).getByRole("option");
  await expect(seen).toHaveText(["Spain2", "Mexico1"]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("combobox", { name: "Value" })).toHaveValue("Spain");
  await expectAccessible(page);
});

test("the sheet is renamed on screen, and others see it without asking", async ({ team }) => {
  const { member, page } = await setUp(team);
  const other = await team.page("sales");
  await other.goto(`/sheets/${key}`);
  const name = page.getByLabel("Name of the sheet");
  await name.fill("Electric cars");
  await name.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Electric cars" })).toBeVisible();
  await expect(other.getByRole("heading", { level: 1, name: "Electric cars" })).toBeVisible();
  expect(await getSheet(member.ctx, { key })).toMatchObject({ name: "Electric cars", versions: [{}] });
});

for (const options of [
  { width: 1280, theme: "dark", locale: "es" },
  { width: 390, theme: "light", locale: "en" },
] as const) {
  test(`the editor is accessible and fits (${options.width} px, ${options.theme}, ${options.locale})`, async ({
    team,
  }) => {
    const { page } = await setUp(team, options);
    const label = options.locale === "es" ? "Puntos" : "Points";
    await openToken(editorRow(page, "Visited pricing"), label);
    await expectAccessible(page);
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }));
    expect(scroll).toBeLessThanOrEqual(client);
  });
}
