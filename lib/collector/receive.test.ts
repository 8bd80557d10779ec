import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createSource } from "../sources/create-source.ts";
import { listRejectedEvents } from "./list-rejected-events.ts";
import { receive } from "./receive.ts";

useTestDatabase();

let workspaceId = 0;
let writeKey = "";

beforeAll(async () => {
  workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "admin");
  writeKey = (await createSource(ctx, { name: "Website" })).write_key;
  await createActiveSheet(workspaceId);
});

type Sent = { status: number; body: unknown };

async function send(call: string, body: unknown, key: string | null = writeKey): Promise<Sent> {
  const headers = new Headers({ "content-type": "text/plain" });
  if (key !== null) headers.set("authorization", `Basic ${Buffer.from(`${key}:`).toString("base64")}`);
  const request = new Request(`http://localhost/v1/${call}`, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const answer = await receive(call, request);
  return { status: answer.status, body: await answer.json() };
}

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

test("what is no JSON object is malformed, what is too large is refused, and another call is not found", async () => {
  expect((await send("batch", "{")).status).toBe(400);
  expect((await send("batch", "[]")).status).toBe(400);
  expect((await send("batch", {})).status).toBe(400);
  expect((await send("batch", { batch: Array.from({ length: 2501 }, () => ({})) })).status).toBe(413);
  expect((await send("batch", `{"batch":["${"x".repeat(4_200_000)}"]}`)).status).toBe(413);
  expect((await send("constructor", {})).status).toBe(404);
});

test("no body, however odd, is answered with a 5xx", async () => {
  const message = fc.record(
    {
      type: fc.oneof(
        fc.constantFrom("track", "identify", "page", "group", "alias", "screen"),
        fc.jsonValue(),
      ),
      userId: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
      anonymousId: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
      event: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
      messageId: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
      timestamp: fc.oneof(fc.date().map(String), fc.constant("2024-02-30"), fc.jsonValue()),
      traits: fc.jsonValue(),
      properties: fc.oneof(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), fc.jsonValue()),
      context: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 8 }), async (batch) => {
      expect((await send("batch", { batch })).status).toBe(200);
    }),
    { numRuns: 150 },
  );
});
