import type { Browser, Page } from "@playwright/test";
import { inWorkspace } from "../../db/client.ts";
import { createActiveSheet, SMALL_SHEET } from "../../lib/scores/testing.ts";
import { createSource } from "../../lib/sources/create-source.ts";
import { STUB } from "../../lib/sources/snippets.ts";
import { expect, type Team, test } from "../fixtures.ts";
import { type OtherSite, serveOtherSite, trackedPage } from "../other-site.ts";

const BODY = `<h1>Prices</h1><p style="height: 900px">Plans</p>
  <div data-hotsheet-section="plans" style="height: 500px"><h2>Plans</h2></div>
  <a href="/guide.pdf" download>Guide</a> <a href="https://partner.example/?id=1" target="_blank">Partner</a>
  <button data-hotsheet-event="chat_started" data-hotsheet-channel="website">Chat</button>
  <form name="contact" action="/thanks">
    <input name="name" aria-label="Name"><input type="email" name="email" aria-label="E-mail">
    <input name="company" aria-label="Company">
    <input type="password" name="pw" aria-label="Password">
    <input name="number" autocomplete="cc-number" aria-label="Card">
    <input name="remarks" data-hotsheet-field="remarks" aria-label="Remarks">
    <input name="salary" data-hotsheet-private data-hotsheet-field="salary" aria-label="Salary">
    <textarea name="message" aria-label="Message"></textarea>
    <select name="model" aria-label="Model"><option value="brio">Brio</option></select>
    <button>Send</button>
  </form>`;

type Site = OtherSite & { team: Team };

async function open(team: Team, consent: "on" | "wait", calls = ""): Promise<Site> {
  const admin = await team.member("admin");
  const { write_key } = await createSource(admin.ctx, { name: "Website" });
  const page = (body: string) => trackedPage(team.url, write_key, { consent, body });
  const pages = {
    "/": page("<h1>Home</h1>"),
    "/pricing": page(BODY),
    "/thanks": page("<h1>Thanks</h1>"),
    "/calls.js": STUB + calls,
  };
  return { ...(await serveOtherSite(pages, team.url)), team };
}

/** A visitor's browser, which is nobody's session; closed with the test. */
async function visitor(browser: Browser, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1000, height: 700 } })).newPage();
  await prepare?.(page);
  return page;
}

/** The collector adds what the browser says of itself; the tracker sends no context but a campaign's. */
const context = { userAgent: expect.stringContaining("Chrome/") };

type Stored = { name: string; properties: Record<string, unknown> };

const stored = (team: Team): Promise<Stored[]> =>
  inWorkspace(team.workspaceId, async (tx) => {
    const found = await tx.$client.query<Stored>(
      `select a.name, a.properties || coalesce(e.rest, '{}') as properties from events e
       join activities a on a.workspace_id = e.workspace_id and a.id = e.activity_id order by e.occurred_at`,
    );
    return found.rows;
  });
const names = async (team: Team) => (await stored(team)).map((event) => event.name);
const leadCount = (team: Team) =>
  inWorkspace(team.workspaceId, async (tx) => (await tx.$client.query("select 1 from leads")).rowCount);
const cookies = (page: Page) =>
  page
    .context()
    .cookies()
    .then((all) => all.filter((cookie) => cookie.name === "hotsheet_id"));

test("an anonymous visit joins the lead that its form names, and the lead page shows it with points", async ({
  team,
  browser,
}) => {
  await createActiveSheet(team.workspaceId, {
    content: {
      ...SMALL_SHEET,
      rules: [
        ...(SMALL_SHEET.rules ?? []),
        {
          key: "form",
          name: "Sent a form",
          category: "all",
          kind: "behaviour",
          event: "form_submitted",
          where: null,
          points: 7,
        },
      ],
    },
  });
  const site = await open(team, "on");
  const page = await visitor(browser);
  await page.goto(`${site.url}/?utm_source=google&utm_campaign=spring`);
  await expect.poll(() => names(team)).toEqual(["page_viewed"]);
  const [cookie] = await cookies(page);
  expect(cookie).toMatchObject({ sameSite: "Lax", path: "/", domain: "127.0.0.1" });
  expect((cookie?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(364 * 86_400);
  expect(await stored(team)).toMatchObject([
    { properties: { path: "/", context: { campaign: { source: "google", name: "spring" } } } },
  ]);

  await page.goto(`${site.url}/pricing`);
  await page.mouse.wheel(0, 900);
  await page.getByRole("button", { name: "Chat" }).click();
  // The section has to be looked at for two seconds: the page itself says when it was.
  await page.waitForFunction(() => performance.now() > 3_500);
  await page.getByLabel("Name").fill("Ana Gil");
  await page.getByLabel("E-mail").fill("ana@example.com");
  await page.getByLabel("Company").fill("Talleres Norte");
  await page.getByLabel("Password").fill("hunter2-secret");
  await page.getByLabel("Card").fill("1234-not-sent");
  await page.getByLabel("Remarks").fill("4111 1111 1111 1111");
  await page.getByLabel("Salary").fill("salary-99000");
  await page.getByLabel("Message").fill("free text stays here");
  const bodies: string[] = [];
  page.on("request", (request) => bodies.push(request.postData() ?? ""));
  await page.getByRole("button", { name: "Send" }).click();
  await page.waitForURL(/thanks/);

  await expect.poll(() => names(team)).toContain("form_submitted");
  await expect.poll(() => names(team)).toContain("section_read");
  expect(await leadCount(team)).toBe(1);
  const events = await stored(team);
  const of = (name: string) => events.find((event) => event.name === name)?.properties;
  expect(of("section_read")).toMatchObject({
    path: "/pricing",
    section: "plans",
    seconds: expect.any(Number),
  });
  const read = events.find(({ name, properties }) => name === "page_read" && properties.path === "/pricing");
  expect(read?.properties).toMatchObject({
    scroll: 100,
    seconds: expect.any(Number),
    attention: expect.any(String),
  });
  expect(of("chat_started")).toMatchObject({ channel: "website", path: "/pricing" });
  expect(of("form_submitted")).toEqual({ form: "contact", model: "brio", path: "/pricing", context });
  for (const secret of ["hunter2", "1234-not-sent", "4111", "99000", "free text"]) {
    expect(bodies.join()).not.toContain(secret);
    expect(JSON.stringify(events)).not.toContain(secret);
  }

  const member = await team.page("marketer");
  await member.goto("/leads");
  await member.getByRole("link", { name: "Ana Gil" }).first().click();
  await expect(member.getByRole("heading", { level: 1 })).toHaveText("Ana Gil");
  await expect(member.getByText("Talleres Norte").first()).toBeVisible();
  // Ten points for the visit to the prices before the form, seven for the form.
  const answer = await (await team.caller("marketer")).get("/api/v1/leads/email:ana@example.com/score");
  expect(answer.body).toMatchObject({ total: 17 });
  const timeline = member.getByRole("listitem");
  await expect(timeline.filter({ hasText: "/pricing" }).getByText("+10", { exact: true })).toBeVisible();
  await expect(timeline.filter({ hasText: "form_submitted" }).getByText("+7", { exact: true })).toBeVisible();
  await site.stop();
});

test("downloads, outbound links and pages of a single-page site are told without their queries", async ({
  team,
  browser,
}) => {
  const site = await open(team, "on");
  const page = await visitor(browser);
  await page.goto(`${site.url}/pricing`);
  await page.context().route("https://partner.example/**", (route) => route.abort());
  await page.getByRole("link", { name: "Guide" }).click();
  await page.getByRole("link", { name: "Partner" }).click();
  await page.evaluate(() => {
    history.pushState({}, "", "/plans/team?token=secret");
    document.title = "Team plan";
  });
  await expect.poll(async () => (await names(team)).filter((name) => name === "page_viewed").length).toBe(2);
  const events = await stored(team);
  expect(events.find((e) => e.name === "file_downloaded")?.properties).toMatchObject({ file: "guide.pdf" });
  expect(events.find((e) => e.name === "link_clicked")?.properties).toEqual({
    url: "https://partner.example/",
    host: "partner.example",
    path: "/pricing",
    context,
  });
  expect(events.filter((e) => e.name === "page_viewed").at(-1)?.properties).toMatchObject({
    path: "/plans/team",
    title: "Team plan",
    referrer: `${site.url}/pricing`,
  });
  expect(JSON.stringify(events)).not.toContain("secret");
  await site.stop();
});

const NO: [string, "on" | "wait", (page: Page) => Promise<unknown>][] = [
  ["Do Not Track", "on", (page) => page.addInitScript(() => define("doNotTrack", "1"))],
  ["Global Privacy Control", "on", (page) => page.addInitScript(() => define("globalPrivacyControl", true))],
  ["no consent", "wait", async () => undefined],
];
declare function define(name: string, value: unknown): void;

for (const [reason, consent, prepare] of NO) {
  test(`with ${reason} nothing is sent and no cookie is set`, async ({ team, browser }) => {
    const said = reason === "no consent" ? "" : "hotsheet.consent(true);";
    const site = await open(team, consent, `${said}hotsheet.track("chat_started");`);
    const page = await visitor(browser, async (made) => {
      await made.addInitScript(() => {
        Object.assign(globalThis, {
          define: (name: string, value: unknown) => Object.defineProperty(navigator, name, { value }),
        });
      });
      await prepare(made);
    });
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    await page.goto(`${site.url}/pricing`);
    await page.waitForFunction(() => "identify" in window.hotsheet && !window.hotsheet.q);
    await page.getByLabel("E-mail").fill("ana@example.com");
    await page.getByRole("button", { name: "Chat" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await page.waitForURL(/thanks/);
    await page.waitForFunction(() => performance.now() > 1_500);
    expect(sent).toEqual([]);
    expect(await cookies(page)).toEqual([]);
    expect(await page.evaluate(() => localStorage.getItem("hotsheet.queue"))).toBeNull();
    expect(await leadCount(team)).toBe(0);
    await site.stop();
  });
}

test("consent begins it, “anonymous” names nobody, and taking it back forgets the visitor", async ({
  team,
  browser,
}) => {
  const site = await open(team, "wait");
  const page = await visitor(browser);
  await page.goto(`${site.url}/pricing`);
  await page.waitForFunction(() => !window.hotsheet.q);
  await page.evaluate(() => window.hotsheet.consent("anonymous"));
  await expect.poll(() => names(team)).toEqual(["page_viewed"]);
  await page.getByLabel("E-mail").fill("ana@example.com");
  await page.getByRole("button", { name: "Send" }).click();
  await page.waitForURL(/thanks/);
  await expect.poll(() => names(team)).toContain("form_submitted");
  const caller = await team.caller("marketer");
  expect((await caller.get("/api/v1/leads/email:ana@example.com")).status).toBe(404);
  await expect.poll(() => cookies(page)).toHaveLength(1);
  await page.evaluate(() => window.hotsheet.consent(false));
  expect(await cookies(page)).toEqual([]);
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await page.goto(`${site.url}/pricing`);
  await page.waitForFunction(() => !window.hotsheet.q && performance.now() > 1_000);
  expect(await cookies(page)).toEqual([]);
  expect(sent).toEqual([]);
  await site.stop();
});

test("what a server that is down could not take is sent again, and counts once", async ({
  team,
  browser,
}) => {
  const site = await open(team, "on");
  const page = await visitor(browser);
  let answer: "cut" | "lost" | "busy" | "on" = "cut";
  const tries: string[] = [];
  await page.context().route(`${team.url}/v1/batch`, async (route) => {
    tries.push(answer);
    if (answer === "cut") return route.abort("connectionrefused");
    if (answer === "busy")
      return route.fulfill({ status: 503, headers: { "access-control-allow-origin": "*" } });
    if (answer === "on") return route.continue();
    // Taken, but the answer never comes back.
    await route.fetch();
    return route.abort("connectionreset");
  });
  await page.goto(`${site.url}/pricing`);
  await expect.poll(() => tries.length).toBeGreaterThan(1);
  expect(await names(team)).toEqual([]);
  answer = "busy";
  await expect.poll(() => tries.includes("busy"), { timeout: 20_000 }).toBe(true);
  answer = "lost";
  await expect.poll(() => names(team), { timeout: 20_000 }).toContain("page_viewed");
  answer = "on";
  await page.goto(`${site.url}/thanks`);
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem("hotsheet.queue")), { timeout: 20_000 })
    .toBe("[]");
  const views = (await stored(team)).filter((event) => event.name === "page_viewed");
  expect(views.map((view) => view.properties.path)).toEqual(["/pricing", "/thanks"]);
  await site.stop();
});

declare global {
  interface Window {
    hotsheet: { q?: unknown; consent(given: boolean | "anonymous"): void; identify: unknown };
  }
}
