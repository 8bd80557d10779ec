import { putSegment } from "../../lib/segments/put-segment.ts";
import { createLeads } from "../../lib/sheets/testing.ts";
import { TEMPLATES } from "../../lib/templates/index.ts";
import { expect, expectAccessible, test } from "../fixtures.ts";
import { createFromTemplate, FIRST, LAST, readSheet, renameHighestGroup, sign } from "../sheet-steps.ts";

test("choosing a template shows what each would do to one's own leads, and what one's data lacks", async ({
  team,
}) => {
  const member = await team.member("marketer");
  await putSegment(member.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await putSegment(member.ctx, {
    key: "chiefs",
    name: "Chief executives",
    when: { field: "title", op: "eq", value: "CEO" },
  });
  await createLeads(team.workspaceId, [{ visits: [1], attributes: { title: "CEO" } }, { visits: [2] }, {}]);
  const page = await team.pageOf(member);
  await page.goto("/sheets");
  await page.getByRole("button", { name: "New sheet" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const dialog = page.getByRole("dialog", { name: "New sheet" });
  await expect(dialog.getByText("Your 3 leads would be in:")).toHaveCount(TEMPLATES.length);
  await expect(dialog.getByText(/You have no such events yet: /).first()).toBeVisible();
  await expect(dialog.getByText(/Your leads have no such attributes: /).first()).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("combobox", { name: "Segment" }).selectOption({ label: "Chief executives" });
  await expect(dialog.getByText("Your 1 lead would be in:")).toHaveCount(TEMPLATES.length);
});

test("a segment shows while it is edited how many leads it would have, and with which others it shares them", async ({
  team,
}) => {
  const member = await team.member("marketer");
  await putSegment(member.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await putSegment(member.ctx, {
    key: "chiefs",
    name: "Chief executives",
    when: { field: "title", op: "eq", value: "CEO" },
  });
  await createLeads(team.workspaceId, [
    { attributes: { title: "CEO" } },
    { attributes: { title: "Buyer" } },
    {},
  ]);
  const page = await team.pageOf(member);
  await page.goto("/segments");
  const row = page.getByRole("row").filter({ hasText: "chiefs" });
  await expect(row).toContainText("Everyone: 1");
  await page.getByRole("button", { name: "Edit Chief executives" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("1 lead meets this now, of 3.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Comparison" }).selectOption({ label: "is not" });
  await expect(dialog.getByText("2 leads meet this now, of 3.")).toBeVisible();
});

for (const template of TEMPLATES) {
  test(`the template “${template.name.en}” is opened, edited and signed by both sides to active`, async ({
    team,
  }) => {
    const marketer = await team.caller("marketer");
    const page = await team.pageOf(marketer.member);
    await createFromTemplate(page, template.name.en);
    const key = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await page.getByRole("tab", { name: "Edit" }).click();
    await expect(page.getByRole("button", { name: "Add rule" }).first()).toBeVisible();
    await expect(page.getByText(/\d+ problems?/)).toHaveCount(0);
    await renameHighestGroup(page, "Ready to buy");
    await expect(page.getByText(/\d+ problems?/)).toHaveCount(0);
    await sign(page, "Marketing", FIRST);
    const sales = await team.page("sales");
    await sales.goto(`/sheets/${key}`);
    await expect(sales.getByText("Ready to buy")).toBeVisible();
    await sign(sales, "Sales", LAST);
    const { versions } = await readSheet(marketer, key);
    expect(versions).toMatchObject([{ number: 1, state: "active" }]);
    await page.goto(`/sheets/${key}`);
    await expect(page.getByText("Version 1 is active, signed by both sides.")).toBeVisible();
    const content = template.content("en");
    for (const rule of content.rules) await expect(page.getByText(rule.name).first()).toBeVisible();
  });
}
