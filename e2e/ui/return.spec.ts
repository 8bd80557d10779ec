import { readFile } from "node:fs/promises";
import { inWorkspace } from "../../db/client.ts";
import { unique } from "../../db/testing/factories.ts";
import { recordStages } from "../../lib/leads/record-stages.ts";
import { writeLeads } from "../../lib/leads/write.ts";
import { expect, expectAccessible, test } from "../fixtures.ts";

/** First day of the month so many months ago, in UTC, which is the time zone of a new workspace. */
function firstOf(monthsAgo: number): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo, 1, 12));
}
const monthOf = (at: Date) => at.toISOString().slice(0, 7);
const OLD = firstOf(8);

/** Twenty leads of ads eight months ago, of whom five became customers worth 1,000 each; ten young ones of this month. */
async function storeLeads(workspaceId: number): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const lead = (knownAt: Date) => ({
      email: `${unique("lead")}@example.test`,
      attributes: { source: "Ads" },
      knownAt,
    });
    const written = await writeLeads(tx, workspaceId, [
      ...Array.from({ length: 20 }, () => lead(OLD)),
      ...Array.from({ length: 10 }, () => lead(new Date())),
    ]);
    const won = written.slice(0, 5).map(({ leadId }) => ({
      ...{ leadId, stage: "customer" as const, value: 1_000, currency: "EUR" },
      at: new Date(OLD.getTime() + 9 * 86_400_000),
    }));
    await recordStages(tx, workspaceId, won, { origin: "crm" });
  });
}

const sources = "Which source brings customers, and at what cost?";

test("a cost that is said becomes a cost of each customer, and young leads stay out of it", async ({
  team,
}) => {
  await storeLeads(team.workspaceId);
  const page = await team.page("marketer");
  await page.goto("/funnel/return");
  const row = page.getByRole("row").filter({ has: page.getByRole("cell", { name: "Ads", exact: true }) });
  await expect(page.getByText("not said")).toBeVisible();
  await page.getByLabel("Source", { exact: true }).fill("ads");
  await page.getByLabel("Month", { exact: true }).fill(monthOf(OLD));
  await page.getByLabel("Amount (EUR)").fill("500");
  await expect(page.getByLabel("Amount (EUR)")).toHaveValue("500");
  await page.getByRole("button", { name: "Save cost" }).click();
  await expect(page.getByText("ads: €500 saved")).toBeVisible();
  const bySource = page.getByRole("figure", { name: sources });
  await expect(bySource).toContainText("Ads is cheapest: €100 per customer.");
  // 500 € for 20 leads of which 5 were won: the ten of this month are in no figure.
  await expect(row.first()).toContainText("€25 each");
  await expect(row.first()).toContainText("+900%");
  await expect(bySource).toContainText("n = 20");
  await expect(page.getByText(/months are too young: not all of their leads have had 90 days/)).toBeVisible();
  const months = page.getByRole("figure", { name: "How do revenue and cost go by month?" });
  await expect(months.getByText("too young, so far")).toBeVisible();
  await expectAccessible(page);

  const [file] = await Promise.all([
    page.waitForEvent("download"),
    bySource.getByRole("button", { name: /as CSV$/ }).click(),
  ]);
  const [, line] = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  expect(line).toMatch(/^Ads,500,20,25,5,100,5,100,5,100,[\d.]+,[\d.]+,5000,9$/);
});

test("a file of costs shows what it would do before it does it", async ({ team }) => {
  const page = await team.page("admin");
  await page.goto("/funnel/return");
  const dialog = page.getByRole("dialog", { name: "Import costs" });
  await page.getByRole("button", { name: "Import costs" }).click();
  await expect(dialog).toBeVisible();
  const text = `Fuente;Mes;Importe\nFeria;${monthOf(OLD)};1.200,50\nFeria;${monthOf(OLD)};99,50\nAds;${monthOf(OLD)};mucho\n`;
  await dialog
    .locator("input[type=file]")
    .setInputFiles({ name: "costes.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await expect(dialog.getByRole("status")).toContainText("1 cost, €1,300 in all: 1 new, 0 changed");
  await expect(dialog.getByText("Line 4: “mucho” is not an amount")).toBeVisible();
  await expect(page.getByText("No cost was said yet.")).toBeVisible();
  await dialog.getByRole("button", { name: "Import 1 cost" }).click();
  const costs = page.getByRole("table", { name: "Costs" });
  await expect(costs.getByRole("row").filter({ hasText: "Feria" })).toContainText("€1,300");
  await costs.getByRole("button", { name: /^Remove Feria/ }).click();
  await expect(page.getByText("No cost was said yet.")).toBeVisible();
});

test("who may not say costs reads them, in the reader's own currency and language", async ({ team }) => {
  await storeLeads(team.workspaceId);
  const admin = await team.caller("admin");
  expect((await admin.call("PATCH", "/api/v1/workspace", { body: { currency: "MXN" } })).status).toBe(200);
  const cost = { source: "Ads", month: monthOf(OLD), amount: 1234.5 };
  expect((await admin.call("PUT", "/api/v1/costs", { body: cost })).status).toBe(200);
  const sales = await team.caller("sales");
  expect((await sales.call("PUT", "/api/v1/costs", { body: cost })).status).toBe(403);
  const page = await team.page("sales", { locale: "es" });
  await page.goto("/funnel/return");
  await expect(page.getByRole("figure", { name: "¿Qué fuente trae clientes y a qué coste?" })).toContainText(
    "1235 MXN",
  );
  await expect(
    page.getByText("No se cuentan, por estar en otras monedas: 5 ventas por 5000,00"),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Importar costes" })).toHaveCount(0);
});
