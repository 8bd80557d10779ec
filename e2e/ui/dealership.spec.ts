import { devices } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { Webhook as Svix } from "svix";
import { startSmtp, type TestSmtp } from "../../lib/mail/testing.ts";
import { type Receiver, startReceiver } from "../../lib/outbound/testing.ts";
import { step } from "../../lib/programmes/testing.ts";
import { sheetContentSchema } from "../../lib/scoring/schema.ts";
import { putSegment } from "../../lib/segments/put-segment.ts";
import { activeSheet } from "../../lib/sheets/testing.ts";
import type { Caller } from "../caller.ts";
import { expect, type Team, test } from "../fixtures.ts";
import { openSource } from "../sheet-steps.ts";

const EMAIL = "nora@buyer.test";
const MODEL_PAGE = "https://cars.example/models/seven";
/** What asks with another name is a program, and does not count. */
const headers = { "user-agent": devices["Desktop Chrome"].userAgent };
const rule = (key: string, name: string, event: string, points: number, path?: string) => ({
  key,
  name,
  category: "web",
  kind: "behaviour" as const,
  event,
  points,
  limit: { times: 1, per: "lifetime" as const },
  where: path ? { field: "path", op: "eq" as const, value: path } : null,
});

/** The article's dealership: 10 for the form, 3 for opening, 7 for clicking, 20 for the directions; hot from 30. */
const content = sheetContentSchema.parse({
  dimensions: [{ key: "interest", name: "Interest" }],
  categories: [{ key: "web", name: "Website and mail", dimension: "interest" }],
  rules: [
    rule("form", "Asked for a model", "form_submitted", 10),
    rule("opened", "Opened a mail", "email_opened", 3),
    rule("clicked", "Clicked in a mail", "email_link_clicked", 7),
    rule("directions", "Looked for the way", "page_viewed", 20, "/directions"),
    rule("careers", "Looked for work", "page_viewed", -40, "/careers"),
  ],
  groups: [
    { key: "cold", name: "Cold", from: {} },
    {
      key: "warm",
      name: "Warm",
      from: { total: 10 },
      actions: [{ key: "nurture", on: "enter", kind: "enrol", programme: "cars" }],
    },
    {
      key: "hot",
      name: "Hot",
      from: { total: 30 },
      handover: true,
      actions: [
        { key: "rep", on: "enter", kind: "assign", routes: [{ team: "showroom" }] },
        { key: "tell", on: "enter", kind: "alert", to: "team", team: "showroom", channels: ["app", "email"] },
        { key: "hook", on: "enter", kind: "webhook", endpoint: "sms" },
        { key: "stop", on: "enter", kind: "withdraw", programme: "cars" },
        { key: "gone", on: "leave", kind: "withdraw", programme: "cars" },
      ],
    },
  ],
});

async function made(caller: Caller, method: string, path: string, body: unknown) {
  const answer = await caller.call(method, path, { body });
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body as Record<string, unknown>;
}

/** Team, programme, webhook and an active sheet that names them. Returns the webhook's secret. */
async function setUp(team: Team, receiver: Receiver, repId: number): Promise<string> {
  const admin = await team.caller("admin");
  await putSegment(admin.member.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  const members = [{ id: repId, weight: 1 }];
  await made(admin, "PUT", "/api/v1/teams/showroom", { name: "Showroom", members });
  const text = `Hello {{ lead.name }}, [your car](${MODEL_PAGE}) is here.`;
  const programme = {
    name: "Cars",
    content: {
      steps: [step("model", { body: { en: text, es: text } }), step("later", { delay_hours: 48 })],
      goal: { kind: "stage", stage: "opportunity" },
      window: null,
    },
  };
  await made(admin, "PUT", "/api/v1/programmes/cars", programme);
  await made(admin, "POST", "/api/v1/programmes/cars/state", { state: "running" });
  const hook = { key: "sms", name: "SMS gateway", url: receiver.url };
  const { secret } = await made(admin, "POST", "/api/v1/webhooks", hook);
  await activeSheet(team.workspaceId, "cars", "all", content);
  return String(secret);
}

async function mail(smtp: TestSmtp, address: string, about: string) {
  const find = () => smtp.received.find(({ to, text }) => to.includes(address) && text.includes(about));
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true);
  const found = find();
  if (!found) throw new Error("no mail");
  return found;
}

test("from a form to a conversation: mail opened and clicked, hot, routed, alerted, sent back, out again", async ({
  team,
}) => {
  const rep = await team.caller("sales");
  const [receiver, smtp] = [
    await startReceiver(),
    await startSmtp(Number(new URL(process.env.SMTP_URL ?? "").port)),
  ];
  try {
    const secret = await setUp(team, receiver, rep.member.memberId);
    const send = await openSource(team);
    const page = await team.pageOf(rep.member);
    await page.goto("/queue");
    const traits = { email: EMAIL, name: "Nora Buyer", consent: { marketing_email: true } };
    const track = (event: string, userId = "nora") => ({ type: "track" as const, userId, event });
    const visit = (path: string, userId = "nora") => ({
      type: "page" as const,
      userId,
      properties: { path },
    });
    // Somebody who waits already: a new row must not move hers.
    await send([
      { type: "identify", userId: "olga", traits: { name: "Olga Prior" } },
      track("form_submitted", "olga"),
      visit("/directions", "olga"),
    ]);
    await expect(page.getByRole("row").filter({ hasText: "Olga Prior" })).toBeVisible();
    await send([{ type: "identify", userId: "nora", traits }, track("form_submitted")]);

    const letter = await mail(smtp, EMAIL, "Nora");
    expect(letter.html).toContain("Hello Nora Buyer");
    const [, pixel] = /<img[^>]+src="([^"]+)"/.exec(letter.html) ?? [];
    const [, link] = /<a href="([^"]+\/m\/[^"]+)"[^>]*>your car</.exec(letter.html) ?? [];
    expect((await fetch(pixel ?? "", { headers })).status).toBe(200);
    const clicked = await fetch(link ?? "", { headers, redirect: "manual" });
    expect(clicked.headers.get("location")).toBe(MODEL_PAGE);
    const score = async () => {
      const { body } = await rep.get(`/api/v1/leads/email:${EMAIL}/score`);
      return (body as { total: number }).total;
    };
    expect(await score()).toBe(20);

    await send([visit("/directions")]);
    expect(await score()).toBe(40);
    await page.getByRole("button", { name: "1 new lead, show it" }).click();
    const row = page.getByRole("row").filter({ hasText: "Nora Buyer" });
    await expect(row).toContainText("Hot");
    await expect
      .poll(async () => (await queue(rep, "me")).map(({ lead }) => lead.name))
      .toEqual(["Nora Buyer", "Olga Prior"]);

    const alert = await mail(smtp, rep.member.email, "Nora Buyer is hot");
    expect(alert.headers.get("subject")?.[0]).toContain("Nora Buyer is hot");
    const ofNora = () => receiver.received.filter(({ body }) => body.includes(EMAIL));
    await expect.poll(() => ofNora().length).toBe(1);
    const [hook] = ofNora();
    // Both throw where the signature is not right.
    for (const verifier of [new Webhook(secret), new Svix(secret)])
      verifier.verify(hook?.body ?? "", hook?.headers ?? {});
    expect(JSON.parse(hook?.body ?? "")).toMatchObject({
      type: "lead.group_entered",
      data: { lead: { email: EMAIL }, score: 40, group: { key: "hot" } },
    });
    await expect.poll(() => inProgramme(rep)).toEqual([{ active: false, origin: "action" }]);

    await row.getByRole("button", { name: "Reject" }).click();
    const dialog = page.getByRole("dialog", { name: "Reject Nora Buyer" });
    await dialog.getByRole("combobox", { name: "Reason" }).selectOption({ label: "Bad timing" });
    await dialog.getByRole("combobox", { name: "Programme" }).selectOption({ label: "Cars" });
    await dialog.getByRole("button", { name: "Reject" }).click();
    await expect(row).toHaveCount(0);
    expect((await inProgramme(rep))[0]).toEqual({ active: true, origin: "queue" });
    expect((await rep.get(`/api/v1/leads/email:${EMAIL}`)).body).toMatchObject({ stage: "recycled" });

    await send([visit("/careers")]);
    expect(await score()).toBe(0);
    await expect.poll(async () => (await inProgramme(rep))[0]).toEqual({ active: false, origin: "queue" });
  } finally {
    await smtp.stop();
    await receiver.close();
  }
});

async function queue(caller: Caller, owner: string) {
  const { body } = await caller.get(`/api/v1/queue?owner=${owner}`);
  return (body as { handovers: { lead: { name: string } }[] }).handovers;
}

/** The lead's times in the programme, the newest first. */
async function inProgramme(caller: Caller) {
  const { body } = await caller.get("/api/v1/programmes/cars/enrolments");
  type Row = { id: number; active: boolean; origin: string };
  const rows = (body as { items: Row[] }).items;
  return rows.sort((a, b) => b.id - a.id).map(({ active, origin }) => ({ active, origin }));
}
