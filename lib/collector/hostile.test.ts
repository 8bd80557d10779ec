import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { onDatabase } from "#db/testing/server.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { createSource } from "../sources/create-source.ts";
import { listRejectedEvents } from "./list-rejected-events.ts";
import { post } from "./testing.ts";

const { url } = useTestDatabase();

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

test("names that are keys of prototypes, or too long for an index, cost their own message only", async () => {
  const userId = randomUUID();
  const page = { type: "page", userId, properties: { path: "/pricing" } };
  const long = Array.from({ length: 400 }, () => randomUUID()).join("");
  const bad = [
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"x":1}}}',
    JSON.stringify({ [long]: 1 }),
  ];
  const messages = bad.map(
    (properties) => `{"type":"track","userId":"${userId}","event":"x","properties":${properties}}`,
  );
  const traits = `{"type":"identify","userId":"${userId}","traits":{"__proto__":{"title":"CEO"}}}`;
  const body = `{"batch":[${[...messages, traits, JSON.stringify(page)].join(",")}]}`;
  expect((await send("batch", body)).status).toBe(200);
  expect(await totalOf(userId)).toEqual({ total: 10 });
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

test("what only the database refuses costs its own message only", async () => {
  await onDatabase(
    url(),
    `create function refuse_odd() returns trigger language plpgsql as $$ begin
       if new.value = 'odd' then raise exception 'too odd' using errcode = '22000'; end if; return new; end $$;
     create trigger refuse_odd before insert on lead_identities for each row execute function refuse_odd()`,
  );
  const userId = randomUUID();
  const page = () => ({ type: "page", userId, messageId: randomUUID(), properties: { path: "/pricing" } });
  const odd = { type: "track", userId: "odd", event: "x" };
  expect((await send("batch", { batch: [page(), odd, page()] })).status).toBe(200);
  expect(await totalOf(userId)).toEqual({ total: 20 });
  const { ctx } = await createMember(workspaceId, "marketer");
  const [refused] = (await listRejectedEvents(ctx, { limit: 1 })).items;
  expect(refused).toMatchObject({ reason: "cannot be stored (22000)", payload: JSON.stringify(odd) });
});

test("ids of another workspace in a message are data like any other", async () => {
  const other = await createWorkspace();
  const userId = randomUUID();
  const ids = { workspaceId: other, workspace_id: other, sourceId: 1, leadId: 1, id: 1, role: "admin" };
  await send("identify", { ...ids, userId, traits: { ...ids, title: "CEO" } });
  await send("track", { ...ids, userId, event: "x", properties: ids, context: ids });
  expect(await totalOf(userId)).toEqual({ total: 20 });
  const there = await inWorkspace(other, (tx) =>
    tx.$client.query("select 1 from leads union all select 1 from events"),
  );
  expect(there.rows).toEqual([]);
});

test("the same messages of two tenants at once stay apart", async () => {
  const other = await createWorkspace();
  const otherKey = (await createSource((await createMember(other, "admin")).ctx, { name: "Other" }))
    .write_key;
  const userId = randomUUID();
  const message = { type: "track", userId, messageId: userId, event: "twin" };
  await Promise.all(
    Array.from({ length: 20 }, (_, n) => send("batch", { batch: [message] }, n % 2 ? writeKey : otherKey)),
  );
  for (const id of [workspaceId, other]) {
    const found = await inWorkspace(id, (tx) =>
      tx.$client.query(
        "select l.external_id from events e join leads l on l.id = e.lead_id where e.message_id = $1",
        [userId],
      ),
    );
    expect(found.rows).toEqual([{ external_id: userId }]);
  }
});

test("a key that was disabled or changed is refused on the next call", async () => {
  const { ctx } = await createMember(workspaceId, "admin");
  const source = await createSource(ctx, { name: "Short-lived" });
  const message = { userId: randomUUID(), event: "x" };
  expect((await send("track", message, source.write_key)).status).toBe(200);
  await one("update sources set disabled_at = now() where id = $1 returning id", source.id);
  expect((await send("track", message, source.write_key)).status).toBe(401);
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
    { numRuns: 60 },
  );
});
