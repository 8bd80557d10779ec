import { inWorkspace } from "../../db/client.ts";
import { joinLeads } from "../../lib/leads/join-leads.ts";
import { createLead, createSegment, createSheet, daysAgo, pricingView } from "../../lib/leads/testing.ts";
import { recordConsent } from "../../lib/privacy/record-consent.ts";
import { setRetention } from "../../lib/privacy/set-retention.ts";
import { expect, test } from "../fixtures.ts";

for (const look of [
  { locale: "en", theme: "light", width: 1280 },
  { locale: "es", theme: "dark", width: 1280 },
  { locale: "es", theme: "light", width: 390 },
  { locale: "en", theme: "dark", width: 390 },
] as const) {
  test(`shots ${look.locale} ${look.theme} ${look.width}`, async ({ team }) => {
    const ws = team.workspaceId;
    const { ctx } = await team.member("admin");
    await inWorkspace(ws, async (tx) => {
      const segment = await createSegment(tx, ws, { condition: { all: [] } });
      await createSheet(tx, ws, { segmentId: segment.id });
    });
    const rosa = await createLead(ws, { email: "rosa@example.com", externalId: "crm-881", attributes: { name: "Rosa Mar", title: "CEO" }, events: [pricingView(daysAgo(1))] });
    const double = await createLead(ws, { email: "r.mar@example.com", attributes: { name: "Rosa M." }, events: [pricingView(daysAgo(2))] });
    const other = await createLead(ws, { email: "ivo@example.com", attributes: { name: "Ivo Paz" }, events: [pricingView(daysAgo(2))] });
    await joinLeads(ctx, { id: String(rosa), with: String(double) });
    await recordConsent(ctx, { id: String(rosa), purpose: "marketing_email", state: "granted", note: "newsletter form" });
    await recordConsent(ctx, { id: String(rosa), purpose: "tracking", state: "denied" });
    await recordConsent(ctx, { id: String(other), purpose: "profiling", state: "denied", note: "by phone" });
    await setRetention(ctx, { periods: [{ event: "page_viewed", days: 1 }, { event: "form_submitted", days: 365 }] });
    const page = await team.page("admin", look);
    const name = `/tmp/identity2/${look.locale}-${look.theme}-${look.width}`;
    await page.goto(`/leads/${rosa}`);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await page.screenshot({ path: `${name}-lead.png`, fullPage: true });
    await expect(async () => {
      await page.getByRole("button", { name: /^(Unir|Join)$/ }).click();
      await expect(page.getByRole("dialog")).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await page.getByRole("searchbox").last().fill("ivo");
    await expect(page.getByRole("radio")).toHaveCount(1);
    await page.screenshot({ path: `${name}-join.png` });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^(Erase|Borrar)$/ }).click();
    await page.screenshot({ path: `${name}-erase.png` });
    await page.goto(`/leads/${other}`);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await page.screenshot({ path: `${name}-objected.png`, fullPage: true });
    await page.goto("/leads");
    await page.screenshot({ path: `${name}-leads.png` });
    await page.goto("/settings/privacy");
    await expect(async () => {
      await page.getByRole("button", { name: /What would|Qué se/ }).click();
      await expect(page.getByText(/page_viewed:/)).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await page.screenshot({ path: `${name}-settings.png`, fullPage: true });
  });
}
