import type { Page } from "@playwright/test";
import { getSheet } from "../../lib/sheets/get-sheet.ts";
import { content, key, now, type PlainLead, writeWorld } from "../../lib/thresholds/world.test-helper.ts";
import { expect, expectAccessible, test } from "../fixtures.ts";

const DAY = 86_400_000;

/** Who asked for a demo mostly became an opportunity; titles and visits to pricing made no difference. */
function leads(): PlainLead[] {
  return Array.from({ length: 380 }, (_, n): PlainLead => {
    const begin = now - (31 + (n % 200)) * DAY;
    const won = begin + (40 + (n % 20)) * DAY;
    const asked = n % 4 === 0;
    const draw = (n * 7919) % 101;
    const visit = (at: number, path: string) => ({
      ...{ messageId: crypto.randomUUID(), name: "page_viewed", at, fields: { path } },
    });
    return {
      begin,
      attributes: [
        { key: "country", value: "ES", knownAt: begin },
        { key: "title", value: n % 3 === 0 ? "CEO" : "Buyer", knownAt: begin },
      ],
      events: [
        visit(begin + 22 * DAY, n % 5 < 2 ? "/pricing" : "/blog"),
        ...(asked
          ? [{ messageId: crypto.randomUUID(), name: "demo_requested", at: begin + 5 * DAY, fields: {} }]
          : []),
      ],
      stages: draw < (asked ? 70 : 12) && won < now ? [{ stage: "opportunity", at: won }] : [],
    };
  });
}

async function sign(page: Page, side: "Marketing" | "Ventas") {
  await page.getByRole("button", { name: `Firmar por ${side}` }).click();
  const dialog = page.getByRole("dialog", { name: `¿Firmar la versión 2 por ${side}?` });
  await dialog.getByRole("button", { name: `Firmar por ${side}` }).click();
  await expect(dialog).toBeHidden();
}

test("los hallazgos pasan a sugerencias, cada lado contesta una por una, y ambos firman la versión", async ({
  team,
}) => {
  // One story in two browsers, from the report to the signatures.
  test.slow();
  await writeWorld(leads(), team.workspaceId);
  const [ana, ben] = [await team.member("marketer"), await team.member("sales")];
  const page = await team.pageOf(ana, { locale: "es" });
  await page.goto(`/feedback/findings?sheet=${key}`);
  const findings = page.getByRole("region", { name: "¿Qué enseñan los resultados?" });
  const rules = findings.getByRole("table", { name: "Reglas" });
  const rowOf = (name: string) => rules.getByRole("row").filter({ hasText: name });
  await expect(rowOf("Job title")).toContainText("Sin efecto visible");
  await expect(rowOf("Visited pricing")).toContainText("Sin efecto visible");
  await expect(rowOf("Asked for a demo")).toContainText(/Vale más|Va bien|Vale menos/);
  const thresholds = page.getByRole("region", { name: "¿Dónde poner el umbral?" });
  await expect(thresholds.getByRole("table", { name: "El umbral elegido junto al de hoy" })).toContainText(
    "Acaban en oportunidad",
  );
  await expectAccessible(page);
  // Only what is ticked is suggested.
  const button = findings.getByRole("button", { name: /^Empezar un borrador con/ });
  for (const box of await rules.getByRole("checkbox").all()) {
    const isWanted = /Job title|Visited pricing/.test((await box.getAttribute("aria-label")) ?? "");
    if (!isWanted) await box.uncheck();
  }
  for (const box of await findings
    .getByRole("table", { name: "Todavía no está" })
    .getByRole("checkbox")
    .all())
    await box.uncheck();
  await expect(button).toHaveText("Empezar un borrador con 2 sugerencias");
  await button.click();
  await expect(page).toHaveURL(new RegExp(`/sheets/${key}\\?tab=edit`));
  const waiting = page.getByRole("region", { name: "Sugerencias" });
  await expect(waiting.getByText("2 sugerencias esperan respuesta")).toBeVisible();

  const bens = await team.pageOf(ben, { locale: "es" });
  await bens.goto(`/sheets/${key}`);
  const suggestion = (rule: string) =>
    bens.getByRole("region", { name: "Sugerencias" }).getByRole("listitem").filter({ hasText: rule });
  await expect(suggestion("Job title").first()).toContainText("Hallazgos: no se ve efecto.");
  await expectAccessible(bens);
  await suggestion("Visited pricing")
    .first()
    .getByRole("button", { name: /^Rechazar/ })
    .click();
  const dialog = bens.getByRole("dialog", { name: /^¿Rechazar la sugerencia de/ });
  await dialog.getByRole("textbox", { name: "Motivo" }).fill("Los precios nos importan");
  await dialog.getByRole("button", { name: "Rechazar" }).click();
  await expect(waiting.getByText("1 sugerencia espera respuesta")).toBeVisible();
  await suggestion("Job title")
    .first()
    .getByRole("button", { name: /^Aceptar/ })
    .click();
  await expect(waiting.getByText("Ninguna sugerencia espera respuesta.")).toBeVisible();

  await page.goto(`/sheets/${key}`);
  await sign(page, "Marketing");
  await sign(bens, "Ventas");
  await expect
    .poll(async () => (await getSheet(ana.ctx, { key })).versions[0])
    .toMatchObject({ number: 2, state: "active" });
  const [version] = (await getSheet(ana.ctx, { key })).versions;
  const signed = new Map(version?.content.rules.map((rule) => [rule.key, rule]));
  expect(signed.get("title")?.muted).toBe(true);
  expect(signed.get("pricing")).toEqual(content.rules.find((rule) => rule.key === "pricing"));
});

test("a threshold is chosen from what sales can take and put into the draft", async ({ team }) => {
  await writeWorld(leads(), team.workspaceId);
  const page = await team.page("marketer");
  await page.goto(`/sheets/${key}?tab=edit`);
  await page.getByRole("button", { name: /^Start a draft/ }).click();
  await expect(page.getByRole("tab", { name: "Findings" })).toBeVisible();
  await page.getByRole("tab", { name: "Findings" }).click();
  const chooser = page.getByRole("region", { name: "Where to cut?" });
  const capacity = chooser.getByLabel("Hand-overs a week, at most");
  await capacity.fill("4");
  await expect(chooser.getByRole("button", { name: /^Let Hot begin at/ })).toBeVisible();
  await chooser.getByLabel("Threshold", { exact: true }).first().fill("21");
  // Both are asked anew: the thresholds for the new content, the findings for the saved draft.
  const answers = ["thresholds", "findings"].map((name) =>
    page.waitForResponse((response) => response.url().endsWith(`/api/v1/sheets/${key}/${name}`)),
  );
  await chooser.getByRole("button", { name: "Let Hot begin at 21 in the draft" }).click();
  await Promise.all(answers);
  await expect(chooser.getByText("Today, from 21")).toBeVisible();
  await expect
    .poll(async () => {
      const [version] = (await getSheet((await team.member("marketer")).ctx, { key })).versions;
      return version?.content.groups.at(-1)?.from.total;
    })
    .toBe(21);
  await expectAccessible(page);
});
