import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { post } from "../collector/testing.ts";
import { listEventNames } from "../events/list-event-names.ts";
import { getLead } from "../leads/get-lead.ts";
import { getLeadScore } from "../leads/get-lead-score.ts";
import { createSite, type Site, visit } from "../leads/joins-testing.ts";
import { listTimeline } from "../leads/list-timeline.ts";
import { exportLead } from "../privacy/export-lead.ts";
import { activateNextVersion, createActiveSheet, SMALL_SHEET } from "../scores/testing.ts";
import type { SheetContentInput } from "../scoring/schema.ts";
import { createSource } from "../sources/create-source.ts";
import { listArrivals } from "../sources/list-arrivals.ts";
import { listSources } from "../sources/list-sources.ts";
import { addPattern } from "./add-pattern.ts";
import { applyPattern } from "./apply-pattern.ts";
import { decideEvent } from "./decide-event.ts";
import { getTraffic } from "./get-traffic.ts";
import { likePattern, PATTERN_KINDS } from "./pattern.ts";
import { previewPattern } from "./preview-pattern.ts";
import { removePattern } from "./remove-pattern.ts";
import { storedAgent } from "./sql.ts";

useTestDatabase();

const BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";
const MONITOR = "Acme Site Watch/3.1 (Windows NT 10.0)";
const by = (agent: string, message: ReturnType<typeof visit>) => ({
  ...message,
  context: { userAgent: agent },
});

const leadOf = (site: Site, userId: string) => getLead(site.admin, { id: `user:${userId}` });
const totalOf = async (site: Site, userId: string) => (await leadOf(site, userId)).scores[0]?.total;
async function eventsOf(site: Site, userId: string) {
  const { items } = await listTimeline(site.admin, { id: `user:${userId}`, limit: 100 });
  return items.filter((item) => item.kind === "event");
}
async function finish(site: Site, patternId: number): Promise<void> {
  await applyPattern(site.workspaceId, patternId);
}

test("a bot's visit is kept with its reason and gives no points, in stored scores and in those computed anew", async () => {
  const site = await createSite();
  const userId = randomUUID();
  await site.send(visit({ userId }, 60), by(BOT, visit({ userId }, 5)));
  const lead = await leadOf(site, userId);
  expect(lead.scores[0]?.total).toBe(10);
  expect(Date.now() - Date.parse(lead.last_event_at ?? "")).toBeGreaterThan(50 * 60_000);
  const score = await getLeadScore(site.admin, { id: `user:${userId}` });
  expect(score.contributions).toMatchObject([{ rule: "pricing", times: 1 }]);
  expect(await eventsOf(site, userId)).toMatchObject([
    { ignored: { reason: "bot", pattern: null }, by_hand: false, points: [] },
    { ignored: null, points: [{ points: 10 }] },
  ]);
});

test("what is decided by hand gives the points back at once and takes them away, and patterns leave it alone", async () => {
  const site = await createSite();
  const userId = randomUUID();
  await site.send(by(BOT, visit({ userId }, 5)));
  const [event] = await eventsOf(site, userId);
  const decide = (counts: boolean) =>
    decideEvent(site.admin, { id: `user:${userId}`, event: event?.id ?? "", counts });
  expect(await decide(true)).toMatchObject({ ignored: null });
  expect(await totalOf(site, userId)).toBe(10);
  expect((await leadOf(site, userId)).last_event_at).toBe(event?.at);
  const pattern = await addPattern(site.admin, { kind: "contains", text: "googlebot" });
  await finish(site, pattern.id);
  expect(await totalOf(site, userId)).toBe(10);
  expect(await decide(false)).toMatchObject({ ignored: { reason: "by_hand" } });
  expect(await totalOf(site, userId)).toBe(0);
  expect((await leadOf(site, userId)).last_event_at).toBeNull();
  await removePattern(site.admin, { id: pattern.id });
  await finish(site, pattern.id);
  expect(await eventsOf(site, userId)).toMatchObject([{ ignored: { reason: "by_hand" }, by_hand: true }]);
});

test("an event of another lead or workspace cannot be decided on", async () => {
  const [site, elsewhere] = [await createSite(), await createSite()];
  const userId = randomUUID();
  await site.send(visit({ userId }));
  await site.send(visit({ userId: "other" }));
  await elsewhere.send(visit({ userId }));
  const [event] = await eventsOf(elsewhere, userId);
  const [own] = await eventsOf(site, userId);
  const decide = (id: string, one = "") => decideEvent(site.admin, { id, event: one, counts: false });
  await expect(decide(`user:${userId}`, event?.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(decide("user:other", own?.id)).rejects.toMatchObject({ code: "not_found" });
});

test("a pattern marks stored events and new ones, and its removal lets both count; scores follow", async () => {
  const [site, elsewhere] = [await createSite(), await createSite()];
  const userId = randomUUID();
  for (const { send } of [site, elsewhere])
    await send(by(MONITOR, visit({ userId }, 60)), by(FIREFOX, visit({ userId }, 50)));
  const wanted = { kind: "starts", text: "ACME site" } as const;
  expect(await previewPattern(site.admin, wanted)).toEqual({
    days_30: { events: 1, leads: 1 },
    days_90: { events: 1, leads: 1 },
    agents: [{ agent: MONITOR, events: 1 }],
  });
  expect(await totalOf(site, userId)).toBe(20);
  const pattern = await addPattern(site.admin, wanted);
  await expect(addPattern(site.admin, wanted)).rejects.toMatchObject({ code: "conflict" });
  expect((await getTraffic(site.admin)).patterns).toMatchObject([
    { state: "marking", progress: { done: 0 } },
  ]);
  await finish(site, pattern.id);
  expect(await totalOf(site, userId)).toBe(10);
  expect(await totalOf(elsewhere, userId)).toBe(20);
  await site.send(by(MONITOR, visit({ userId }, 1)));
  expect(await totalOf(site, userId)).toBe(10);
  expect((await eventsOf(site, userId)).map(({ ignored }) => ignored?.pattern ?? null)).toEqual([
    "ACME site",
    null,
    "ACME site",
  ]);
  expect((await getTraffic(site.admin)).patterns).toMatchObject([
    { state: "on", progress: null, marked: 1, events_30_days: 2 },
  ]);

  await removePattern(site.admin, { id: pattern.id });
  expect((await getTraffic(site.admin)).patterns).toMatchObject([{ state: "removing" }]);
  await finish(site, pattern.id);
  expect(await totalOf(site, userId)).toBe(20);
  expect((await eventsOf(site, userId)).map(({ ignored }) => ignored)).toEqual([null, null, null]);
  expect((await getTraffic(site.admin)).patterns).toEqual([]);
});

test("an event that two patterns match stays marked by the one that is left", async () => {
  const site = await createSite();
  const userId = randomUUID();
  await site.send(by(MONITOR, visit({ userId })));
  const first = await addPattern(site.admin, { kind: "contains", text: "watch" });
  const second = await addPattern(site.admin, { kind: "glob", text: "acme*watch*" });
  for (const { id } of [first, second]) await finish(site, id);
  await removePattern(site.admin, { id: first.id });
  await finish(site, first.id);
  expect(await eventsOf(site, userId)).toMatchObject([{ ignored: { pattern: "acme*watch*" } }]);
});

test("a job that was stopped goes on where it was, and again changes nothing", async () => {
  const site = await createSite();
  const userId = randomUUID();
  await site.send(by(MONITOR, visit({ userId })));
  const { id } = await addPattern(site.admin, { kind: "contains", text: "site watch" });
  await expect(applyPattern(site.workspaceId, id, AbortSignal.abort())).rejects.toThrow();
  expect(await totalOf(site, userId)).toBe(10);
  expect(await applyPattern(site.workspaceId, id)).toBe(1);
  expect(await applyPattern(site.workspaceId, id)).toBe(0);
  expect(await totalOf(site, userId)).toBe(0);
});

test("two jobs of one pattern, with visits coming in meanwhile, leave every matching event marked", async () => {
  const site = await createSite();
  const people = Array.from({ length: 20 }, () => randomUUID());
  await Promise.all(people.map((userId) => site.send(by(MONITOR, visit({ userId })))));
  const late = people.map((userId) => site.send(by(MONITOR, visit({ userId }, 2))));
  const { id } = await addPattern(site.admin, { kind: "contains", text: "watch" });
  await Promise.all([...late, finish(site, id), finish(site, id)]);
  const { rows } = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query("select ignored, count(*)::int as n from events group by 1"),
  );
  expect(rows).toEqual([{ ignored: `pattern:${id}`, n: 40 }]);
});

const CLICKS: SheetContentInput = {
  ...SMALL_SHEET,
  rules: [
    { key: "click", name: "Clicked", category: "all", kind: "behaviour", event: "email_clicked", points: 7 },
  ],
};
const click = (userId: string, at: number, link: string) => ({
  type: "track",
  userId,
  event: "email_clicked",
  properties: { campaign_id: "spring", link_url: link },
  messageId: randomUUID(),
  timestamp: new Date(at).toISOString(),
});
async function createMailSite(): Promise<Site> {
  const site = await createSite();
  await activateNextVersion(
    site.workspaceId,
    await createActiveSheet(site.workspaceId, { position: -1 }),
    CLICKS,
  );
  return site;
}
const clickScore = async (site: Site, userId: string) =>
  (await leadOf(site, userId)).scores.map(({ total }) => total);

test("a scanner's first click counts until the second one tells it, then neither does", async () => {
  const site = await createMailSite();
  const userId = randomUUID();
  const at = Date.now() - 3_600_000;
  await site.send(click(userId, at, "/one"));
  expect(await clickScore(site, userId)).toContain(7);
  await site.send(click(userId, at + 1_000, "/two"));
  expect(await clickScore(site, userId)).not.toContain(7);
  expect((await eventsOf(site, userId)).map(({ ignored }) => ignored?.reason)).toEqual([
    "scanner",
    "scanner",
  ]);
  expect((await leadOf(site, userId)).last_event_at).toBeNull();
  await site.send(click(userId, at + 600_000, "/one"));
  expect(await clickScore(site, userId)).toContain(7);
});

test("parts of one burst that arrive at once find each other", async () => {
  const site = await createMailSite();
  const userId = randomUUID();
  await site.send({ type: "identify", userId, messageId: randomUUID() });
  const at = Date.now() - 3_600_000;
  await Promise.all([0, 1, 2, 3].map((n) => site.send(click(userId, at + n * 200, `/${n}`))));
  expect((await eventsOf(site, userId)).map(({ ignored }) => ignored?.reason)).toEqual(
    Array(4).fill("scanner"),
  );
});

test("LIKE patterns match what a plain reading of each kind matches", async () => {
  const site = await createSite();
  const text = fc.string({ unit: fc.constantFrom("a", "B", "%", "_", "\\", "*", "?", "."), maxLength: 8 });
  const cases = fc.sample(fc.tuple(fc.constantFrom(...PATTERN_KINDS), text, text), {
    numRuns: 2_000,
    seed: 11,
  });
  const glob = (pattern: string, agent: string): boolean => {
    const [first, ...rest] = pattern;
    if (first === undefined) return agent === "";
    if (first === "*")
      return Array.from({ length: agent.length + 1 }, (_, n) => n).some((n) =>
        glob(rest.join(""), agent.slice(n)),
      );
    return agent !== "" && (first === "?" || first === agent[0]) && glob(rest.join(""), agent.slice(1));
  };
  const plain = (kind: (typeof PATTERN_KINDS)[number], pattern: string, agent: string): boolean =>
    kind === "glob"
      ? glob(pattern, agent)
      : {
          contains: agent.includes(pattern),
          starts: agent.startsWith(pattern),
          ends: agent.endsWith(pattern),
        }[kind];
  const { rows } = await inWorkspace(site.workspaceId, (tx) =>
    tx.$client.query<{ matches: boolean }>(
      `select coalesce(${storedAgent("e")} like e.matches, false) as matches from
         (select n, matches, jsonb_build_object('context', jsonb_build_object('userAgent', agent)) as rest
          from unnest($1::text[], $2::text[]) with ordinality as c (matches, agent, n)) e order by n`,
      [cases.map(([kind, pattern]) => likePattern(kind, pattern)), cases.map(([, , agent]) => agent)],
    ),
  );
  expect(rows.map(({ matches }) => matches)).toEqual(
    cases.map(([kind, pattern, agent]) => plain(kind, pattern.toLowerCase(), agent.toLowerCase())),
  );
  expect(rows.filter(({ matches }) => matches).length).toBeGreaterThan(50);
});

test("a page's script that does not name its agent has its browser's; a server's agent is nobody's", async () => {
  const site = await createSite();
  const { write_key: key } = await createSource(site.admin, { name: "Page" });
  const userId = randomUUID();
  const page = (more: Record<string, string>, own?: Record<string, unknown>) =>
    post("page", { ...visit({ userId }), ...own }, key, more);
  await page({ origin: "https://example.test", "user-agent": BOT });
  await page({ origin: "https://example.test", "user-agent": BOT }, { context: { userAgent: FIREFOX } });
  await page({ "user-agent": "axios/1.7" });
  const events = await eventsOf(site, userId);
  expect(events.map(({ ignored }) => ignored?.reason ?? null).sort()).toEqual(["bot", null, null]);
  expect(events.filter(({ properties }) => properties.context).length).toBe(2);
});

test("what does not count is shown as such where messages arrive, exported, and left out of the catalogue", async () => {
  const site = await createSite();
  const userId = randomUUID();
  await site.send(visit({ userId }), by(BOT, visit({ userId })));
  const [source] = (await listSources(site.admin)).items;
  const { items } = await listArrivals(site.admin, { id: source?.id ?? 0, refused: "false", limit: 10 });
  expect(items.map(({ ignored }) => ignored?.reason ?? null).sort()).toEqual(["bot", null]);
  const { events } = await exportLead(site.admin, { id: `user:${userId}` });
  expect(events).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ counts: false, ignored: "bot" }),
      expect.objectContaining({ counts: true, ignored: null }),
    ]),
  );
  const { items: names } = await listEventNames(site.admin, { limit: 10 });
  expect(names).toMatchObject([{ name: "page_viewed", events: 1 }]);
});
