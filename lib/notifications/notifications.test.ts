import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { inWorkspace, outsideWorkspaces } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { resetEnv } from "../env.ts";
import { removeMember } from "../members/remove-member.ts";
import type { ActionOf } from "../scoring/group-actions.ts";
import { runOf } from "../webhooks/run-testing.ts";
import { listNotifications } from "./list-notifications.ts";
import { mailDue } from "./mail-due.ts";
import { markRead } from "./mark-read.ts";
import { type Notice, notify } from "./notify.ts";
import { performAlert } from "./perform-alert.ts";
import type { Preferences } from "./preference-schemas.ts";
import { sendDigests } from "./send-digests.ts";
import { setPreferences } from "./set-preferences.ts";

useTestDatabase();

let ws = 0;
let rep: TestMember;

beforeEach(async () => {
  vi.stubEnv("AUTH_URL", "https://score.example.com");
  resetEnv();
  ws = await createWorkspace();
  rep = await createMember(ws, "sales");
});
afterEach(() => {
  vi.unstubAllEnvs();
  resetEnv();
});

type Mail = { to_address: string; locale: string; subject: string; html: string; text: string; kind: string };
const mails = (workspaceId = ws): Promise<Mail[]> =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<Mail>(
      "select to_address, locale, subject, html, text, kind from mails where workspace_id = $1 order by id",
      [workspaceId],
    );
    return found.rows;
  });

const usual: Preferences = {
  channels: {
    leads: { app: true, email: true },
    conversation: { app: true, email: false },
    agreement: { app: true, email: false },
    operations: { app: true, email: true },
    reports: { app: true, email: true },
  },
  quiet_hours: null,
  digest: { every: "off", hour: 8, weekday: 1 },
};
const prefer = (change: Partial<Preferences>) => setPreferences(rep.ctx, { ...usual, ...change });
const live = (user: TestMember, fields: { locale?: string; zone?: string }) =>
  outsideWorkspaces((tx) =>
    tx.$client.query(
      "update users set locale = coalesce($2, locale), time_zone = coalesce($3, time_zone) where id = $1",
      [user.userId, fields.locale ?? null, fields.zone ?? null],
    ),
  );

const hot = (name = "Ada", dedupe?: string): Notice => ({
  kind: "hot_lead",
  subject: "lead:7",
  payload: { lead: 7, name, group: "Hot", sheet: "Cars", key: "cars", score: 40, reasons: "Pricing +20" },
  ...(dedupe ? { dedupe } : {}),
});
const tell = (notice: Notice, now?: Date, to = [rep.memberId]) =>
  inWorkspace(ws, (tx) => notify(tx, ws, to, notice, now));

test("a hot lead is told in the app and by mail, once for a mark, with a link that works anywhere", async () => {
  expect(await tell(hot("Ada", "run:1"))).toBe(1);
  expect(await tell(hot("Ada", "run:1"))).toBe(0);
  await mailDue(ws);
  await mailDue(ws);
  const { notifications } = await listNotifications(rep.ctx);
  expect(notifications).toHaveLength(1);
  const [mail, ...more] = await mails();
  expect(more).toEqual([]);
  expect(mail).toMatchObject({
    to_address: rep.email,
    locale: "en",
    subject: "Ada is hot: Hot with 40 points on Cars",
    kind: "notification.hot_lead",
  });
  expect(mail?.text).toContain("https://score.example.com/leads/7");
  expect(mail?.text).toContain("Pricing +20");
});

test("a mail is in the member's language, and a hostile name is text in it", async () => {
  await live(rep, { locale: "es" });
  await tell(hot(`<img src=x onerror=alert(1)> "&'{{7*7}} <a href='https://evil.test'>`));
  await mailDue(ws);
  const [mail] = await mails();
  expect(mail?.subject).toContain("está caliente");
  expect(mail?.html).not.toMatch(/<img|<a href='https:\/\/evil|evil\.test"/);
  expect(mail?.html).toContain("&lt;img src=x onerror=alert(1)&gt; &quot;&amp;&#39;{{7*7}}");
});

describe("the channels that a member chose", () => {
  test("mail alone leaves the bell empty", async () => {
    await prefer({ channels: { ...usual.channels, leads: { app: false, email: true } } });
    await tell(hot());
    await mailDue(ws);
    expect(await listNotifications(rep.ctx)).toEqual({ unread: 0, notifications: [] });
    expect(await mails()).toHaveLength(1);
  });

  test("the app alone sends no mail, and neither says nothing at all", async () => {
    await prefer({ channels: { ...usual.channels, leads: { app: true, email: false } } });
    await tell(hot());
    await prefer({ channels: { ...usual.channels, leads: { app: false, email: false } } });
    expect(await tell(hot())).toBe(0);
    await mailDue(ws);
    expect((await listNotifications(rep.ctx)).unread).toBe(1);
    expect(await mails()).toEqual([]);
  });

  test("what the action does not ask for is not used", async () => {
    await tell({ ...hot(), channels: ["app"] });
    await mailDue(ws);
    expect(await mails()).toEqual([]);
  });
});

test("whoever was removed is told nothing, even where the mail was waiting", async () => {
  const other = await createMember(ws, "sales");
  const admin = await createMember(ws, "admin");
  const now = new Date();
  await tell(hot(), now, [other.memberId]);
  await removeMember(admin.ctx, { id: other.memberId });
  expect(await tell(hot(), now, [other.memberId])).toBe(0);
  await mailDue(ws);
  expect(await mails()).toEqual([]);
});

test("a mail in quiet hours waits for their end in the member's own time zone", async () => {
  await live(rep, { zone: "America/Mexico_City" }); // UTC-6
  await prefer({ quiet_hours: { from: "22:00", to: "07:30" } });
  const night = new Date("2026-11-23T05:00:00Z"); // 23:00 there
  await tell(hot(), night);
  await mailDue(ws, undefined, new Date("2026-11-23T13:29:00Z"));
  expect(await mails()).toEqual([]);
  expect((await listNotifications(rep.ctx)).unread).toBe(1);
  await mailDue(ws, undefined, new Date("2026-11-23T13:30:00Z"));
  expect(await mails()).toHaveLength(1);
});

test("a digest comes at the member's hour, once, with what is unread since the last one", async () => {
  await live(rep, { zone: "Europe/Madrid" });
  await prefer({
    channels: { ...usual.channels, leads: { app: true, email: false } },
    digest: { every: "daily", hour: 8, weekday: 1 },
  });
  const at = (time: string) => new Date(`${time}Z`);
  await inWorkspace(ws, (tx) =>
    tx.$client.query("update notification_preferences set digest_at = $2 where workspace_id = $1", [
      ws,
      at("2026-11-22T07:00:00"),
    ]),
  );
  await tell(hot("Ada <b>"));
  await tell(hot("Ben"));
  await tell(hot("Cleo"));
  await inWorkspace(ws, (tx) =>
    tx.$client.query("update notifications set at = $2 where workspace_id = $1", [
      ws,
      at("2026-11-22T20:00:00"),
    ]),
  );
  const [newest] = (await listNotifications(rep.ctx)).notifications;
  await markRead(rep.ctx, { ids: [newest?.id ?? 0] });
  await sendDigests(undefined, at("2026-11-23T06:59:00"));
  expect(await mails()).toEqual([]);
  await sendDigests(undefined, at("2026-11-23T07:01:00"));
  await sendDigests(undefined, at("2026-11-23T08:01:00"));
  const [mail, ...more] = await mails();
  expect(more).toEqual([]);
  expect(mail?.subject).toBe("2 unread notifications in Hotsheet");
  expect(mail?.html).toContain("Ada &lt;b&gt;");
  expect(mail?.html).not.toContain("Cleo");
  await sendDigests(undefined, at("2026-11-24T07:01:00"));
  expect(await mails()).toHaveLength(1);
});

describe("an alert", () => {
  const alert = (change: Partial<ActionOf<"alert">> = {}): ActionOf<"alert"> => ({
    kind: "alert",
    key: "tell",
    on: "enter",
    to: "sales",
    team: null,
    channels: ["app", "email"],
    ...change,
  });
  const perform = async (action: ActionOf<"alert">, owner?: number) => {
    const run = await runOf(ws, action);
    await inWorkspace(ws, (tx) =>
      tx.$client.query("update leads set owner_id = $3 where workspace_id = $1 and id = $2", [
        ws,
        run.leadId,
        owner ?? null,
      ]),
    );
    const once = () => inWorkspace(ws, (tx) => performAlert(tx, run));
    return { run, first: await once(), second: await once() };
  };

  test("tells the sales team of a hot lead with its reasons, once a run", async () => {
    const manager = await createMember(ws, "manager");
    const { first, second, run } = await perform(alert());
    expect([first, second]).toEqual([
      { state: "done", result: { told: 1 } },
      { state: "done", result: { told: 0 } },
    ]);
    const { notifications } = await listNotifications(rep.ctx);
    expect(notifications).toMatchObject([
      {
        kind: "hot_lead",
        payload: {
          lead: run.leadId,
          group: "Hot",
          score: 30,
          reasons: "Job title +20 · Visited pricing +10",
        },
      },
    ]);
    expect((await listNotifications(manager.ctx)).notifications).toEqual([]);
  });

  test("tells the owner when the lead leaves, and is skipped where there is none", async () => {
    await perform(alert({ to: "owner", on: "leave" }), rep.memberId);
    expect((await listNotifications(rep.ctx)).notifications).toMatchObject([{ kind: "group_left" }]);
    expect((await perform(alert({ to: "owner" }))).first).toEqual({ state: "skipped", why: "no_owner" });
    expect((await perform(alert({ to: "managers" }))).first).toEqual({
      state: "skipped",
      why: "nobody_to_tell",
    });
  });
});
