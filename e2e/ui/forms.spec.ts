import type { Page } from "@playwright/test";
import { inWorkspace } from "../../db/client.ts";
import { SOONEST_MS, TRAP } from "../../lib/forms/spam.ts";
import { demoRequest, openForm, tokenOf } from "../../lib/forms/testing.ts";
import { createActiveSheet } from "../../lib/scores/testing.ts";
import { expect, expectAccessible, type Team, test } from "../fixtures.ts";
import { serveOtherSite } from "../other-site.ts";

/** A page that is answered sooner than anybody reads is spam: the tests take their time like people. */
async function readFor(opened: number): Promise<void> {
  await expect.poll(() => Date.now() - opened, { intervals: [200] }).toBeGreaterThan(SOONEST_MS);
}

async function open(page: Page, url: string): Promise<number> {
  await page.goto(url);
  return Date.now();
}

const events = (team: Team): Promise<string[]> =>
  inWorkspace(team.workspaceId, async (tx) => {
    const found = await tx.$client.query<{ name: string }>(
      "select a.name from events e join activities a on a.workspace_id = e.workspace_id and a.id = e.activity_id",
    );
    return found.rows.map(({ name }) => name);
  });

async function publicForm(team: Team): Promise<string> {
  await createActiveSheet(team.workspaceId);
  const { ctx } = await team.member("marketer");
  return `${team.url}/f/${tokenOf(await openForm(ctx, demoRequest()))}`;
}

test("a form that is filled in scores its lead; what is spam or sent again does not", async ({ team }) => {
  const url = await publicForm(team);
  const visitor = await team.strangersPage();
  const opened = await open(visitor, url);
  await expectAccessible(visitor);
  await visitor.getByLabel("email").fill("ana@example.com");
  await visitor.getByLabel("title").fill("CEO");
  await visitor.getByRole("radio", { name: "large" }).check();
  await visitor.getByRole("checkbox", { name: /You may write to me/ }).check();
  await readFor(opened);
  const sent = visitor.waitForRequest((request) => request.method() === "POST");
  await visitor.getByRole("button", { name: "Send" }).click();
  await expect(visitor.getByRole("heading", { name: "Thank you" })).toBeVisible();

  const caller = await team.caller("marketer");
  const lead = async (email: string) => caller.get(`/api/v1/leads/email:${email}`);
  const scored = await lead("ana@example.com");
  expect(scored.status).toBe(200);
  expect(scored.body).toMatchObject({
    attributes: { title: "CEO", budget: "large" },
    scores: [{ total: 20 }],
  });
  expect(await events(team)).toEqual(["form_submitted"]);

  const body = (await sent).postData() ?? "";
  const replay = await visitor.request.post(url, {
    data: body.replace("CEO", "Nobody"),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect(await replay.text()).toContain("We already have your answers");
  // The browser sends the same page once more.
  await visitor.reload();
  await expect(visitor.getByRole("heading", { name: "We already have your answers" })).toBeVisible();

  const bot = await open(visitor, url);
  await visitor.getByLabel("email").fill("bot@example.com");
  await visitor.getByLabel("title").fill("CEO");
  await visitor.evaluate((trap) => {
    for (const input of document.getElementsByName(trap)) (input as HTMLInputElement).value = "+1 555";
  }, TRAP);
  await readFor(bot);
  await visitor.getByRole("button", { name: "Send" }).click();
  await expect(visitor.getByRole("heading", { name: "Thank you" })).toBeVisible();
  expect((await lead("bot@example.com")).status).toBe(404);
  expect(await events(team)).toEqual(["form_submitted"]);
  expect((await lead("ana@example.com")).body).toMatchObject({
    attributes: { title: "CEO" },
    scores: [{ total: 20 }],
  });

  const screen = await team.page("marketer");
  await screen.goto("/leads");
  await screen.getByRole("link", { name: "ana@example.com" }).first().click();
  await expect(screen.getByTestId("score-total")).toHaveText("20");
});

test("what is wrong is said beside it, in Spanish, on a phone, in the dark, and nothing typed is lost", async ({
  team,
}) => {
  const url = await publicForm(team);
  const visitor = await team.strangersPage({ locale: "es", theme: "dark", width: 390 });
  await visitor.goto(url);
  await expect(visitor.locator("html")).toHaveAttribute("lang", "es");
  // The browser's own check would stop it before the server does.
  await visitor.locator("form").evaluate((form) => form.setAttribute("novalidate", ""));
  await visitor.getByLabel("email (es)").fill("nadie");
  await visitor.getByLabel("title (es)").fill("Gerente");
  await visitor.getByRole("button", { name: "Enviar" }).click();
  await expect(visitor.getByRole("alert")).toBeFocused();
  await expect(visitor.getByRole("alert")).toContainText("Revisa estas respuestas");
  await expect(visitor.getByLabel("email (es)")).toHaveAccessibleDescription(/Escribe un correo electrónico/);
  await expect(visitor.getByLabel("title (es)")).toHaveValue("Gerente");
  await expectAccessible(visitor);
  await visitor.getByRole("link", { name: "English" }).click();
  await expect(visitor.getByRole("button", { name: "Send" })).toBeVisible();
});

test("on another site the form is as high as its questions, and answers belong to the tracker's visitor", async ({
  team,
  browser,
}) => {
  const url = await publicForm(team);
  const site = await serveOtherSite(
    {
      "/": `<!doctype html><html lang="en"><head><title>Contact</title></head><body><h1>Contact</h1>
        <script async src="${team.url}/f.js" data-form="${url.split("/f/")[1]}" data-title="Ask for a demo"></script></body></html>`,
    },
    team.url,
  );
  const visitorId = crypto.randomUUID();
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  await context.addCookies([{ name: "hotsheet_id", value: visitorId, url: site.url }]);
  const page = await context.newPage();
  const opened = await open(page, `${site.url}/?utm_source=fair`);
  const frame = page.frameLocator("iframe[title='Ask for a demo']");
  await frame.getByLabel("email").fill("eva@example.com");
  const heights = () => page.locator("iframe").evaluate((element) => element.getBoundingClientRect().height);
  const inside = await frame.locator("body").evaluate((body) => body.getBoundingClientRect().height);
  await expect.poll(heights).toBeGreaterThanOrEqual(Math.floor(inside));
  expect(await heights()).not.toBe(640);
  await readFor(opened);
  await frame.getByRole("button", { name: "Send" }).click();
  await expect(frame.getByRole("heading", { name: "Thank you" })).toBeVisible();
  const found = await inWorkspace(team.workspaceId, (tx) =>
    tx.$client.query(
      "select i.kind, e.rest #>> '{context,campaign,source}' as source from lead_identities i join events e on e.lead_id = i.lead_id where i.value = $1",
      [visitorId],
    ),
  );
  expect(found.rows).toEqual([{ kind: "anonymous", source: "fair" }]);
  await context.close();
  await site.stop();
});

test("marketing makes the survey for new customers in Spanish, opens it, and reads what was answered", async ({
  team,
}) => {
  await createActiveSheet(team.workspaceId);
  const page = await team.page("marketer", { locale: "es" });
  await page.goto("/forms");
  await page.getByLabel("Nombre").fill("Clientes nuevos");
  await page.getByLabel("Partir de").selectOption({ label: "Encuesta para clientes nuevos" });
  await expect(page.getByLabel("Con las reglas de")).toBeVisible();
  await page.getByRole("button", { name: "Crear" }).click();
  await expect(page).toHaveURL(/\/forms\/clientes-nuevos\/edit$/);
  await expect(page.getByLabel("Respuesta 1, español")).toHaveValue("Visited pricing");
  await expect(page.getByLabel("Regla de la que habla la respuesta 1")).toHaveValue("pricing");
  await page.getByLabel("Respuesta 1, español").fill("Vuestros precios");
  await page.getByLabel("Título, español").fill("");
  await page.getByRole("button", { name: "Añadir una pregunta" }).click();
  await page.getByLabel("Pregunta, español").last().fill("¿Qué tal te fue?");
  await page.getByLabel("Se responde con").last().selectOption({ label: "Del 1 al 5" });
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Guardado")).toBeVisible();
  await expect(page.getByText("que_tal_te_fue")).toBeVisible();
  await page.getByRole("link", { name: "Compartir y resultados" }).click();
  await page.getByRole("button", { name: "Abrir a respuestas" }).click();
  await expect(page.getByText("Todavía no se puede abrir")).toBeVisible();

  await page.getByRole("link", { name: "Editar" }).click();
  await page.getByLabel("Título, español").fill("¿Qué influyó?");
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Sin guardar")).toHaveCount(0);
  await page.getByRole("link", { name: "Compartir y resultados" }).click();
  await page.getByRole("button", { name: "Abrir a respuestas" }).click();
  const link = page.getByRole("link", { name: "Abrir la página" });
  await expect(link).toBeVisible();

  const visitor = await team.strangersPage({ locale: "es" });
  const opened = await open(visitor, (await link.getAttribute("href")) ?? "");
  await visitor.getByRole("checkbox", { name: "Vuestros precios" }).check();
  await visitor.getByRole("radio", { name: "5" }).check();
  await readFor(opened);
  await visitor.getByRole("button", { name: "Enviar" }).click();
  await expect(visitor.getByRole("heading", { name: "Gracias" })).toBeVisible();

  await page.reload();
  await expect(page.getByText("Lo más frecuente: Vuestros precios (100 %).")).toBeVisible();
  await expect(page.getByText("1 respuesta ·")).toBeVisible();
  await page.getByRole("button", { name: "Cerrar" }).click();
  await expect(page.getByText("No admite respuestas")).toBeVisible();
  await visitor.goto(visitor.url());
  await expect(visitor.getByRole("heading", { name: "Este formulario está cerrado" })).toBeVisible();
});

test("only public forms may be framed by other sites", async ({ team }) => {
  const url = await publicForm(team);
  const { request } = await team.strangersPage();
  const frames = async (path: string) => {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    return [
      headers["x-frame-options"],
      /frame-ancestors [^;]*/.exec(headers["content-security-policy"] ?? "")?.[0],
    ];
  };
  for (const path of ["/", "/sign-in", "/forms", "/forms/f", "/f", "/healthz"])
    expect(await frames(path), path).toEqual(["DENY", expect.stringContaining("frame-ancestors 'none'")]);
  expect(await frames(url)).toEqual([undefined, "frame-ancestors *"]);
});
