import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { listTimeline } from "../leads/list-timeline.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createSource } from "../sources/create-source.ts";
import { listRejectedEvents } from "./list-rejected-events.ts";
import { post } from "./testing.ts";

useTestDatabase();

let workspaceId = 0;
let writeKey = "";

beforeAll(async () => {
  workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "admin");
  writeKey = (await createSource(ctx, { name: "Website" })).write_key;
  await createActiveSheet(workspaceId);
});

const send = async (call: string, body: unknown, key: string | null = writeKey) => {
  const { status, body: answer } = await post(call, body, key);
  return { status, body: answer };
};

async function one<T>(sql: string, ...values: unknown[]): Promise<T | undefined> {
  return inWorkspace(
    workspaceId,
    async (tx) => (await tx.$client.query(sql, values)).rows[0] as T | undefined,
  );
}

const totalOf = (userId: string) =>
  one<{ total: number }>(
    "select s.total from scores s join leads l on l.workspace_id = s.workspace_id and l.id = s.lead_id where l.external_id = $1",
    userId,
  );

test("a batch is stored and scored before it is answered", async () => {
  const userId = randomUUID();
  const sent = await send("batch", {
    batch: [
      {
        type: "identify",
        userId,
        messageId: randomUUID(),
        traits: { email: "Ana@Example.com", title: "ceo", name: "Ana Gil" },
      },
      { type: "page", userId, messageId: randomUUID(), properties: { path: "/pricing" } },
      {
        type: "track",
        userId,
        messageId: randomUUID(),
        event: "form_submitted",
        properties: { form: "contact" },
      },
    ],
    sentAt: new Date().toISOString(),
  });
  expect(sent).toEqual({ status: 200, body: { success: true } });
  expect(await totalOf(userId)).toEqual({ total: 30 });
  expect(await one("select email, display_name from leads where external_id = $1", userId)).toEqual({
    email: "ana@example.com",
    display_name: "Ana Gil",
  });
});

test("the write key may be in the body, and an unknown one is refused", async () => {
  const message = { userId: randomUUID(), event: "x", messageId: randomUUID() };
  expect((await send("track", { ...message, writeKey }, null)).status).toBe(200);
  expect((await send("track", message, null)).status).toBe(401);
  expect((await send("track", message, "wk_of_nobody_at_all")).status).toBe(401);
  expect((await send("track", message, "é%00")).status).toBe(401);
});

test("a message that comes again counts once", async () => {
  const userId = randomUUID();
  const message = {
    type: "page",
    userId,
    messageId: `a message ${userId}`,
    properties: { path: "/pricing" },
  };
  await send("batch", { batch: [message, message] });
  await send("page", message);
  expect(await totalOf(userId)).toEqual({ total: 10 });
});

test("a message that cannot be taken is kept with its reason, and the rest of the batch counts", async () => {
  const userId = randomUUID();
  const page = { type: "page", userId, properties: { path: "/pricing" } };
  const bad = [
    { type: "track", userId },
    { type: "nonsense", userId },
    { type: "page" },
    "no object",
    { type: "track", userId, event: "x", properties: { text: "a\u0000b" } },
    { type: "track", userId, event: "x", properties: { text: "\ud800" } },
    { type: "track", userId, event: "x", timestamp: "yesterday" },
  ];
  const raw = JSON.stringify({ batch: [...bad, page] }).replace(
    '"nonsense"',
    '"track","event":"x","n":1e400000',
  );
  expect((await send("batch", raw)).status).toBe(200);
  expect(await totalOf(userId)).toEqual({ total: 10 });
  const { ctx } = await createMember(workspaceId, "marketer");
  const { items } = await listRejectedEvents(ctx, { limit: bad.length });
  expect(items.map((item) => item.reason).reverse()).toEqual([
    "event: event is required",
    "n: the number is out of range",
    "userId: userId or anonymousId is required",
    expect.stringContaining("expected object"),
    "properties.text: contains a NUL character",
    "properties.text: contains half a surrogate pair",
    expect.stringContaining("timestamp"),
  ]);
});

test("a client's wrong clock is corrected by when it says it sent the message", async () => {
  const userId = randomUUID();
  const clientNow = Date.now() + 86_400_000;
  await send("track", {
    userId,
    event: "clocked",
    messageId: randomUUID(),
    timestamp: new Date(clientNow - 60_000).toISOString(),
    sentAt: new Date(clientNow).toISOString(),
  });
  const found = await one<{ ago: number }>(
    "select extract(epoch from now() - e.occurred_at)::float8 as ago from events e join leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id where l.external_id = $1",
    userId,
  );
  expect(found?.ago).toBeGreaterThan(59);
  expect(found?.ago).toBeLessThan(75);
});

test("RudderStack's browser SDK: an empty user id is none, and the traits of an identify are in its context", async () => {
  const anonymousId = randomUUID();
  const message = { anonymousId, userId: "", messageId: "", channel: "web" };
  await send("track", { ...message, event: "Opened" });
  await send("identify", { ...message, context: { traits: { title: "CEO" } } });
  const lead = await one<{ title: string; total: number }>(
    `select l.attributes ->> 'title' as title, s.total from lead_identities i
     join leads l on l.workspace_id = i.workspace_id and l.id = i.lead_id
     join scores s on s.workspace_id = i.workspace_id and s.lead_id = i.lead_id where i.value = $1`,
    anonymousId,
  );
  expect(lead).toEqual({ title: "CEO", total: 20 });
});

test("the client's own times are kept beside the corrected one", async () => {
  const userId = randomUUID();
  const timestamp = "2026-01-01T10:00:00.000Z";
  const sentAt = "2026-01-01T10:05:00.000Z";
  await send("batch", { batch: [{ type: "track", userId, event: "raw", timestamp }], sentAt });
  const found = await one<{ original: Date; sent: Date }>(
    `select e.occurred_at - e.clock_offset_ms * interval '1 ms' as original,
       e.received_at - e.clock_offset_ms * interval '1 ms' as sent
     from events e join leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id where l.external_id = $1`,
    userId,
  );
  expect(found).toEqual({ original: new Date(timestamp), sent: new Date(sentAt) });
});

test("a batch that was sent at an impossible time is taken with its own times", async () => {
  const userId = randomUUID();
  const batch = [{ type: "page", userId, properties: { path: "/pricing" } }, { type: "nonsense" }];
  for (const sentAt of ["+275760-09-13T00:00:00Z", "-200000-01-01T00:00:00Z", "yesterday", 7, null])
    expect((await send("batch", { batch, sentAt })).status).toBe(200);
  expect(await totalOf(userId)).toEqual({ total: 20 });
});

test("an event that is dated later than it came in is flagged, and counts from its date on", async () => {
  const userId = randomUUID();
  const timestamp = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const page = { type: "page", userId, properties: { path: "/pricing" } };
  await send("batch", { batch: [page, { ...page, timestamp }] });
  expect(await totalOf(userId)).toEqual({ total: 10 });
  const { ctx } = await createMember(workspaceId, "sales");
  const { items } = await listTimeline(ctx, { id: `user:${userId}`, limit: 50 });
  const flags = items.flatMap((item) => (item.kind === "event" ? [item.dated_ahead] : []));
  expect(flags).toEqual([true, false]);
  const due = await one<{ due: Date }>(
    `select s.next_change_at as due from scores s join leads l on l.workspace_id = s.workspace_id and l.id = s.lead_id
     where l.external_id = $1`,
    userId,
  );
  expect(due?.due).toEqual(new Date(timestamp));
});

test("what is no JSON object is malformed, what is too large is refused, and another call is not found", async () => {
  expect((await send("batch", "{")).status).toBe(400);
  expect((await send("batch", "[]")).status).toBe(400);
  expect((await send("batch", {})).status).toBe(400);
  expect((await send("batch", { batch: Array.from({ length: 2501 }, () => ({})) })).status).toBe(413);
  expect((await send("batch", `{"batch":["${"x".repeat(4_200_000)}"]}`)).status).toBe(413);
  expect((await send("constructor", {})).status).toBe(404);
});
