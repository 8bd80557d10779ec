import type { Page } from "@playwright/test";
import { inWorkspace } from "../../db/client.ts";
import { createMember, type TestMember } from "../../db/testing/factories.ts";
import type { Rule } from "../../lib/scoring/schema.ts";
import { putSegment } from "../../lib/segments/put-segment.ts";
import { saveDraft } from "../../lib/sheets/save-draft.ts";
import { activeSheet, createLeads, sheetContent } from "../../lib/sheets/testing.ts";
import { expect, test } from "../fixtures.ts";

const key = "cars";
const content = sheetContent();
const [pricing, title] = content.rules as [Rule, Rule];

async function createSheet(workspaceId: number): Promise<void> {
  const { ctx } = await createMember(workspaceId, "marketer");
  await putSegment(ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await createLeads(workspaceId, [{ visits: [1, 2, 3] }, {}]);
  await saveDraft(ctx, { key, name: "Cars", segment: "all", content });
}

const signOff = (page: Page) => page.getByRole("region", { name: "Sign-off" });

async function sign(page: Page, side: string, note: string): Promise<void> {
  await signOff(page)
    .getByRole("button", { name: `Sign for ${side}` })
    .click();
  const dialog = page.getByRole("dialog", { name: new RegExp(`for ${side}`) });
  await dialog.getByRole("textbox", { name: "Note for the history" }).fill(note);
  await dialog.getByRole("button", { name: `Sign for ${side}` }).click();
  await expect(dialog).toBeHidden();
}

test("a draft is submitted, discussed, sent back, edited, signed by both with a note, and active", async ({
  team,
}) => {
  await createSheet(team.workspaceId);
  const person = await team.member("marketer");
  const seller = await team.member("sales");
  const marketer = await team.pageOf(person);
  const sales = await team.pageOf(seller);

  await marketer.goto(`/sheets/${key}/review`);
  await expect(marketer.getByText("There is no earlier version: everything is new.")).toBeVisible();
  await expect(marketer.getByText("Nothing is active yet: 2 leads get their first score.")).toBeVisible();
  await marketer.getByRole("button", { name: "Submit for review" }).click();
  const submitting = marketer.getByRole("dialog", { name: "Submit version 1 for review?" });
  await submitting.getByRole("textbox", { name: "Note" }).fill("Pricing counts most");
  await submitting.getByRole("button", { name: "Submit for review" }).click();
  await expect(marketer.getByRole("article").filter({ hasText: "Pricing counts most" })).toBeVisible();

  await sales.goto("/");
  await sales.getByRole("button", { name: "Notifications, 1 unread" }).click();
  await sales.getByRole("link", { name: `${person.email} submitted version 1 of Cars for review` }).click();
  await expect(sales).toHaveURL(/\/sheets\/cars\/review$/);
  await expect(sales.getByRole("button", { name: "Notifications, none unread" })).toBeVisible();

  await sales.getByRole("button", { name: "Comment Visited pricing" }).click();
  await expect(sales.getByRole("combobox", { name: "About" })).toHaveValue("pricing");
  await sales.getByRole("textbox", { name: "Comment" }).fill(`Worth more, @${person.email}?`);
  await sales.getByRole("button", { name: "Send", exact: true }).click();
  const saying = sales.getByRole("article").filter({ hasText: "Worth more" });
  await expect(saying).toContainText("Visited pricing");

  await sales.getByRole("button", { name: "Ask for changes" }).click();
  const sending = sales.getByRole("dialog", { name: "Ask for changes?" });
  await expect(sending.getByRole("button", { name: "Ask for changes" })).toBeDisabled();
  await sending.getByRole("textbox", { name: "Reason" }).fill("Pricing should give 15");
  await sending.getByRole("button", { name: "Ask for changes" }).click();
  await expect(sales.getByRole("button", { name: "Submit for review" })).toBeVisible();

  await marketer.reload();
  await marketer.getByRole("button", { name: "Notifications, 2 unread" }).click();
  await expect(marketer.getByRole("link", { name: `${seller.email} mentioned you on Cars` })).toBeVisible();
  await marketer.getByRole("button", { name: "Mark all as read" }).click();
  await expect(marketer.getByRole("button", { name: "Mark all as read" })).toBeHidden();
  await marketer.keyboard.press("Escape");
  await expect(marketer.getByRole("article").filter({ hasText: "Pricing should give 15" })).toContainText(
    "Asked for changes",
  );
  await marketer.getByRole("button", { name: "Resolve" }).nth(1).click();
  await expect(marketer.getByText(`Resolved by ${person.email}`)).toBeVisible();

  const dearer = sheetContent({ rules: [{ ...pricing, points: 15 } as Rule, title] });
  await saveDraft(person.ctx, { key, segment: "all", content: dearer });
  await marketer.reload();
  await sign(marketer, "Marketing", "Agreed on Friday");
  await sales.reload();
  await sign(sales, "Sales", "Agreed on Friday");
  await expect(sales.getByText("There is no draft to review.")).toBeVisible();
  await expect(sales.getByText("Trial day 1 of 90")).toBeVisible();

  await sales.getByRole("button", { name: "Confirm" }).click();
  await sales.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
  await expect(sales.getByRole("listitem").filter({ hasText: "Sales: confirmed" })).toBeVisible();
  await sales.getByRole("link", { name: "History" }).click();
  await expect(sales.getByRole("row").filter({ hasText: "Version 1" })).toContainText("Agreed on Friday");
});

test("an activation that both sides set for later waits, and is cancelled by an edit", async ({ team }) => {
  await createSheet(team.workspaceId);
  const person = await team.member("marketer");
  const marketer = await team.pageOf(person);
  const sales = await team.page("sales");
  await marketer.goto(`/sheets/${key}/review`);
  await sign(marketer, "Marketing", "Ready");
  await sales.goto(`/sheets/${key}/review`);
  await signOff(sales).getByRole("button", { name: "Sign for Sales" }).click();
  const dialog = sales.getByRole("dialog");
  const nextYear = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel("Activate at").fill(`${nextYear}T09:00`);
  await dialog.getByRole("radio", { name: "Silently" }).click();
  await dialog.getByRole("button", { name: "Sign for Sales" }).click();
  await expect(sales.getByText("Both sides have signed. Version 1 becomes active on")).toBeVisible();
  await expect(
    sales.getByText("Leads that only move by the activation are not handed over, and"),
  ).toBeVisible();
  await saveDraft(person.ctx, { key, segment: "all", content: sheetContent({ range: { min: 0, max: 90 } }) });
  await sales.reload();
  await expect(sales.getByRole("button", { name: "Submit for review" })).toBeVisible();
  await expect(sales.getByText("Both sides have signed.")).toHaveCount(0);
});

async function createSecondVersion(workspaceId: number): Promise<TestMember> {
  const member = await createMember(workspaceId, "marketer");
  await putSegment(member.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await activeSheet(workspaceId, key, "all", content);
  const rules = [title, { ...pricing, category: "person" }];
  await saveDraft(member.ctx, { key, name: "Cars", segment: "all", content: sheetContent({ rules }) });
  return member;
}

const TEXTS = {
  en: {
    moved: "Moved",
    category: "From category “Website” to “Person”",
    counts: "0 added, 0 removed, 0 changed, 1 moved",
    retire: "Retire version 1",
    confirm: "Retire",
    done: "Retired",
  },
  es: {
    moved: "Movido",
    category: "De la categoría «Website» a «Person»",
    counts: "0 añadidos, 0 eliminados, 0 cambiados, 1 movido",
    retire: "Retirar la versión 1",
    confirm: "Retirar",
    done: "Retirada",
  },
} as const;

for (const locale of ["en", "es"] as const) {
  test(`comparing versions shows a moved rule as moved, and an active one can be retired: ${locale}`, async ({
    team,
  }) => {
    const member = await createSecondVersion(team.workspaceId);
    const page = await team.pageOf(member, { locale });
    const texts = TEXTS[locale];
    await page.goto(`/sheets/${key}/history?a=1&b=2`);
    const rule = page.locator('[data-diff="rules.pricing"]');
    await expect(rule).toContainText(texts.moved);
    await expect(rule).toContainText(texts.category);
    await expect(page.locator("[data-diff]")).toHaveCount(1);
    await expect(page.getByText(texts.counts)).toBeVisible();
    await page.getByRole("button", { name: texts.retire }).click();
    await page.getByRole("dialog").getByRole("button", { name: texts.confirm, exact: true }).click();
    await expect(page.getByRole("row").filter({ hasText: "1" }).getByText(texts.done)).toBeVisible();
  });
}

test("the ten questions are answered from what is set up; one can be decided against with a reason", async ({
  team,
}) => {
  await createSheet(team.workspaceId);
  const sales = await team.member("sales");
  const page = await team.page("marketer", { locale: "es" });
  await page.goto(`/sheets/${key}/readiness`);
  await expect(page.getByRole("heading", { level: 2, name: /^¿/ })).toHaveCount(10);
  await page.getByRole("combobox", { name: "Ventas" }).selectOption({ label: sales.email });
  await expect(page.getByText("Responsables guardados")).toBeVisible();
  const display = page.getByRole("listitem").filter({ hasText: "¿Cómo muestra el CRM la puntuación?" });
  await expect(display).toContainText("Falta.");
  await display.getByRole("button", { name: "Prescindir de ello" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Motivo" }).fill("Cambiamos de CRM en primavera");
  await dialog.getByRole("button", { name: "Prescindir de ello" }).click();
  await expect(display).toContainText("Descartado.");
  await expect(display).toContainText("Cambiamos de CRM en primavera");
  const kept = await inWorkspace(team.workspaceId, (tx) =>
    tx.$client.query("select 1 from audit_log where action = 'sheets.decline_question'"),
  );
  expect(kept.rowCount).toBe(1);
});
