import type { Page } from "@playwright/test";
import { sample } from "../../lib/scoring/sheets.test-helper.ts";
import en from "../../messages/en.json" with { type: "json" };
import { expect, type Team, test } from "../fixtures.ts";
import {
  approve,
  createFromTemplate,
  draftByApi,
  editorRow,
  FIRST,
  LAST,
  openSource,
  readSheet,
  setToken,
  sign,
  tokenIn,
} from "../sheet-steps.ts";

const DEALERSHIP = "Car dealership (B2C)";
const bar = (page: Page) => page.getByRole("region", { name: "Sign-off" });
const toast = (page: Page, text: string | RegExp) => page.getByRole("listitem").filter({ hasText: text });

test("from nothing to a lead in the queue: segment, sheet, both signatures, the dealership’s four events", async ({
  team,
}) => {
  const send = await openSource(team);
  await send([
    {
      type: "identify",
      userId: "buyer-1",
      traits: { email: "marta@example.com", name: "Marta Ruiz" },
    },
  ]);
  const marketing = await team.page("marketer");
  await marketing.goto("/sheets");
  await expect(marketing.getByText("No sheets yet")).toBeVisible();
  await newSegment(marketing);
  await createFromTemplate(marketing, DEALERSHIP);
  await expect(marketing.getByText("Segment: Private buyers")).toBeVisible();
  await marketing.getByRole("tab", { name: "Preview" }).click();
  await expect(marketing.getByText("Nothing is active yet: 1 lead gets its first score.")).toBeVisible();
  await expect(marketing.getByRole("heading", { name: "Which group would leads be in?" })).toBeVisible();
  await sign(marketing, "Marketing", FIRST);
  await expect(toast(marketing, "Signed for Marketing")).toBeVisible();
  await expect(bar(marketing).getByRole("listitem").filter({ hasText: "In review" })).toHaveAttribute(
    "aria-current",
    "step",
  );

  const sales = await team.page("sales");
  await sales.goto("/");
  await sales.getByRole("link", { name: `${DEALERSHIP}, version 1` }).click();
  await sign(sales, "Sales", LAST);
  await expect(toast(sales, "Version 1 is active. Leads are being rescored.")).toBeVisible();
  await expect(sales.getByText("Version 1 is active, signed by both sides.")).toBeVisible();
  await sales.goto("/sheets");
  await expect(sales.getByText(/Trial day \d of 90/)).toBeVisible();

  await send([
    { type: "track", userId: "buyer-1", event: "form_submitted", properties: { model: "Roadster" } },
    { type: "track", userId: "buyer-1", event: "email_opened" },
    { type: "track", userId: "buyer-1", event: "email_link_clicked" },
    { type: "page", userId: "buyer-1", properties: { path: "/directions", title: "How to find us" } },
  ]);
  await sales.goto("/leads");
  await sales.getByRole("link", { name: "Marta Ruiz" }).click();
  await expect(sales.getByTestId("score-total")).toHaveText("40");
  const equation = sales.getByRole("region", { name: "How the score adds up" });
  await expect(equation.locator('[data-tone="hot"]')).toHaveText("Hot");
  await sales.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Queue" }).click();
  const row = sales.getByRole("row").filter({ hasText: "Marta Ruiz" });
  await expect(row).toContainText("40");
  await expect(row.getByRole("listitem").filter({ hasText: "Viewed the directions page" })).toContainText(
    "+20",
  );
});

/** Everybody whose company is not known. */
async function newSegment(page: Page) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Segments" }).click();
  await page.getByRole("button", { name: "New segment" }).click();
  const dialog = page.getByRole("dialog", { name: "New segment" });
  await dialog.getByLabel("Name").fill("Private buyers");
  await expect(dialog.getByLabel("Key")).toHaveValue("private-buyers");
  await dialog.getByRole("button", { name: "Add condition" }).click();
  await dialog.getByRole("combobox", { name: "Field" }).fill("company");
  await dialog.getByRole("combobox", { name: "Comparison" }).selectOption({ label: "is not known" });
  await dialog.getByRole("button", { name: "Save segment" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: "Private buyers" })).toBeVisible();
}

test("one member cannot sign for both sides, on screen or by the API", async ({ team }) => {
  const admin = await team.caller("admin");
  const two = await team.caller("marketer");
  await draftByApi(two, "agreed", sample());
  const page = await team.pageOf(two.member);
  await page.goto("/sheets/agreed");
  await expect(page.getByRole("button", { name: "Sign for Sales" })).toHaveCount(0);
  await sign(page, "Marketing", FIRST);
  await expect(page.getByRole("button", { name: /^Sign for/ })).toHaveCount(0);
  // Signing again changes nothing.
  expect((await approve(two, "agreed")).body).toMatchObject({ state: "in_review" });

  const moved = await admin.call("PATCH", `/api/v1/members/${two.member.memberId}`, {
    body: { role: "sales" },
  });
  expect(moved.status, moved.text).toBe(200);
  await page.reload();
  const button = page.getByRole("button", { name: "Sign for Sales" });
  await expect(bar(page)).toContainText("You have signed for the other side; one person signs for one.");
  await expect(button).toHaveCount(0);
  const refused = await approve(two, "agreed");
  expect(refused.status).toBe(409);
  expect((await readSheet(two, "agreed")).versions[0]).toMatchObject({ state: "in_review" });
  // Roles without a side sign for none.
  expect((await approve(await team.caller("manager"), "agreed")).status).toBe(403);
  expect((await approve(admin, "agreed")).status).toBe(403);
});

test("an edit clears the signatures, and says so to both", async ({ team }) => {
  const marketer = await team.caller("marketer");
  await draftByApi(marketer, "agreed", sample());
  expect((await approve(marketer, "agreed")).status).toBe(200);
  const signer = await team.pageOf(marketer.member);
  await signer.goto("/sheets/agreed");
  await expect(bar(signer)).toContainText("Any edit clears both signatures.");
  const stale = await readSheet(marketer, "agreed");

  const sales = await team.caller("sales");
  const page = await team.pageOf(sales.member);
  await page.goto("/sheets/agreed?tab=edit");
  await setToken(editorRow(page, "Visited pricing"), "Points", "Points", "6");
  await expect(
    toast(page, "The edit took the signatures away: Marketing. Both sides sign anew."),
  ).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /Saved \d/ })).toBeVisible();
  expect((await readSheet(sales, "agreed")).versions[0]).toMatchObject({ state: "draft", signatures: [] });
  await signer.reload();
  await expect(bar(signer).getByRole("listitem").filter({ hasText: "Marketing" })).toContainText("waits for");
  // Who looked at the old content cannot sign the new one unseen.
  const late = await sales.call("POST", "/api/v1/sheets/agreed/approve", {
    body: { hash: stale.versions[0]?.hash },
  });
  expect(late.status).toBe(409);
  // A reload shows what was saved.
  await page.reload();
  await expect(tokenIn(editorRow(page, "Visited pricing"), "Points")).toContainText("+6");
});

/** A sheet whose first version is retired and whose second is active, with 7 points a pricing visit. */
async function twoVersions(team: Team) {
  const marketer = await team.caller("marketer");
  const sales = await team.caller("sales");
  for (const points of [5, 7]) {
    const content = sample();
    content.rules = content.rules.map((rule) => (rule.key === "pricing" ? { ...rule, points } : rule));
    await draftByApi(marketer, "agreed", content);
    await approve(marketer, "agreed");
    expect((await approve(sales, "agreed")).body).toMatchObject({ state: "active" });
  }
  return { marketer, sales };
}

test("an old version is restored as a draft, and the active one goes on", async ({ team }) => {
  const { marketer } = await twoVersions(team);
  const page = await team.pageOf(marketer.member);
  await page.goto("/sheets/agreed");
  await page.getByRole("tab", { name: "Versions" }).click();
  const row = page.getByRole("row").filter({ hasText: "Version 1" });
  await expect(row).toContainText("Retired");
  await row.getByRole("button", { name: "View" }).click();
  await expect(page.getByText("You are looking at version 1 (Retired).")).toBeVisible();
  await page.getByRole("tab", { name: "Versions" }).click();
  await row.getByRole("button", { name: "Restore as draft" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Make version 1 the draft?" });
  await dialog.getByRole("button", { name: "Restore as draft" }).click();
  await expect(toast(page, "Version 1 is the draft now")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Version 3" })).toContainText("Draft");
  const { versions } = await readSheet(marketer, "agreed");
  expect(versions.map(({ number, state }) => [number, state])).toEqual([
    [3, "draft"],
    [2, "active"],
    [1, "retired"],
  ]);
  expect(versions[0]).toMatchObject({ signatures: [], hash: versions[2]?.hash });
  await expect(page.getByRole("button", { name: "Sign for Marketing" })).toBeEnabled();
});

/** English texts of the screens of sheets that are not the same word in Spanish. */
function englishChrome(): Set<string> {
  const texts = new Set<string>();
  const walk = (node: unknown) => {
    if (typeof node === "string") texts.add(node);
    else if (typeof node === "object" && node !== null) Object.values(node).forEach(walk);
  };
  for (const part of [en.Sheets, en.SheetEditor, en.SheetPreview, en.Shell, en.Ui, en.Segments]) walk(part);
  for (const same of ["Marketing", "JSON", "Leads", "Lead", "Hotsheet", "English", "No", "MQL"])
    texts.delete(same);
  return texts;
}

test("in Spanish no heading, tab or button of the sheet screens is left in English", async ({ team }) => {
  const page = await team.page("marketer", { locale: "es" });
  const english = englishChrome();
  const check = async () => {
    for (const role of ["heading", "tab", "button", "radio", "columnheader", "link"] as const) {
      const texts = (await page.getByRole(role).allInnerTexts()).map((text) => text.trim());
      expect(texts.filter((text) => english.has(text))).toEqual([]);
    }
  };
  await page.goto("/sheets");
  await expect(page.getByText("Aún no hay hojas")).toBeVisible();
  await check();
  await page.getByRole("button", { name: "Nueva hoja" }).click();
  const dialog = page.getByRole("dialog", { name: "Nueva hoja" });
  await expect(dialog.getByLabel("Nombre")).toHaveValue("Concesionario de coches (B2C)");
  await expect(dialog.getByLabel("Clave")).toHaveValue("concesionario-de-coches-b2c");
  await check();
  await dialog.getByRole("button", { name: "Crear borrador" }).click();
  await expect(page).toHaveURL(/\/sheets\/concesionario/);
  for (const tab of ["Resumen", "Editar", "Vista previa", "Versiones"]) {
    await page.getByRole("tab", { name: tab }).click();
    await expect(page.getByRole("tabpanel", { name: tab })).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    await check();
  }
  await page.getByRole("button", { name: "Firmar por Marketing" }).click();
  await expect(page.getByRole("dialog", { name: "¿Firmar la versión 1 por Marketing?" })).toBeVisible();
  await check();
  await page.getByRole("dialog").getByRole("button", { name: "Firmar por Marketing" }).click();
  await expect(toast(page, "Firmado por Marketing")).toBeVisible();
  await page.goto("/sheets");
  await expect(page.getByText("Marketing ha firmado")).toBeAttached();
  await expect(page.getByRole("link", { name: "Concesionario de coches (B2C)" })).toBeVisible();
  await check();
});
