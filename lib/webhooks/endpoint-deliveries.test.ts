import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { resetEnv } from "../env.ts";
import { allowOutbound, type Received, type Receiver, startReceiver } from "../outbound/testing.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { listEndpoints } from "./list-endpoints.ts";
import { replayDead } from "./replay.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { testEndpoint } from "./test-endpoint.ts";
import { deliver, deliveryOf, endpointAt, store } from "./testing.ts";
import { updateEndpoint } from "./update-endpoint.ts";

useTestDatabase();

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let ws = 0;
let admin: TestMember;
let receiver: Receiver;

beforeEach(async () => {
  ws = await createWorkspace();
  admin = await createMember(ws, "admin");
  receiver = await startReceiver();
  allowOutbound("127.0.0.0/8");
});
afterEach(async () => {
  await receiver.close();
  vi.unstubAllEnvs();
  resetEnv();
});

const answering = (status: number, headers: Record<string, string> = {}, body = "") => {
  receiver.answer = (_, response) => response.writeHead(status, headers).end(body);
};
const last = (): Received => {
  const found = receiver.received.at(-1);
  if (!found) throw new Error("nothing was received");
  return found;
};
const states = async (key: string) =>
  (await listDeliveries(admin.ctx, { key, limit: 100 })).items.map(({ state }) => state);
const endpoint = async (key: string) => (await listEndpoints(admin.ctx)).items.find((one) => one.key === key);

test("after a rotation both secrets sign until the old one ends, and then the new one alone", async () => {
  const { key, secret: old } = await endpointAt(admin.ctx, receiver.url);
  const { secret: present, previous_until } = await rotateSecret(admin.ctx, { key, keep_old_hours: 1 });
  expect(present).not.toBe(old);
  expect(Date.parse(previous_until ?? "") - Date.now()).toBeGreaterThan(0.9 * HOUR);
  await store(ws, key);
  await deliver(ws);
  const both = last();
  expect(both.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
  for (const secret of [old, present])
    for (const Library of [StandardWebhook, SvixWebhook]) new Library(secret).verify(both.body, both.headers);
  await rotateSecret(admin.ctx, { key, keep_old_hours: 0 });
  await store(ws, key);
  await deliver(ws);
  const one = last();
  expect(one.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
  expect(() => new StandardWebhook(present).verify(one.body, one.headers)).toThrow();
});

test("the secrets are not in the database in the clear, and cannot be read under another AUTH_SECRET", async () => {
  const { key, secret } = await endpointAt(admin.ctx, receiver.url);
  const stored = await inWorkspace(ws, (tx) =>
    tx.$client.query<{ secret: string }>("select secret from webhook_endpoints where workspace_id = $1", [
      ws,
    ]),
  );
  expect(stored.rows[0]?.secret).not.toContain(secret.slice(6, 20));
  vi.stubEnv("AUTH_SECRET", "another-secret-of-at-least-32-characters");
  resetEnv();
  const [id = 0] = await store(ws, key);
  await deliver(ws);
  expect(await deliveryOf(admin.ctx, key, id)).toMatchObject({ state: "waiting", last_error: "secret" });
  expect(receiver.received).toHaveLength(0);
});

test("a test is sent at once and tells its result; it is not tried again and does not count as failing", async () => {
  const { key, secret } = await endpointAt(admin.ctx, receiver.url);
  answering(500, {}, "broken");
  expect(await testEndpoint(admin.ctx, { key })).toMatchObject({
    delivered: false,
    status: 500,
    error: "status",
    response: "broken",
  });
  expect((await endpoint(key))?.failing_since).toBeNull();
  await deliver(ws, DAY);
  expect(receiver.received).toHaveLength(1);
  answering(200, {}, "ok");
  await updateEndpoint(admin.ctx, { key, disabled: true });
  expect(await testEndpoint(admin.ctx, { key })).toMatchObject({ delivered: true, status: 200, error: null });
  new SvixWebhook(secret).verify(last().body, last().headers);
  expect(JSON.parse(last().body)).toMatchObject({ type: "webhook.test" });
});

test("a disabled endpoint is sent nothing until it is enabled; what waited is replayed by hand", async () => {
  const { key } = await endpointAt(admin.ctx, receiver.url);
  await store(ws, key);
  await updateEndpoint(admin.ctx, { key, disabled: true });
  await deliver(ws, DAY);
  expect(receiver.received).toHaveLength(0);
  await updateEndpoint(admin.ctx, { key, disabled: false });
  expect(await states(key)).toEqual(["dead"]);
  await replayDead(admin.ctx, { key });
  await deliver(ws, SECOND);
  expect(await states(key)).toEqual(["delivered"]);
});

test("the list is read in pages, newest first, and by state", async () => {
  const { key } = await endpointAt(admin.ctx, receiver.url);
  const ids = await store(ws, key, 5);
  const first = await listDeliveries(admin.ctx, { key, limit: 3 });
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(2).reverse());
  const rest = await listDeliveries(admin.ctx, { key, limit: 3, cursor: Number(first.next_cursor) });
  expect(rest.items.map(({ id }) => id)).toEqual(ids.slice(0, 2).reverse());
  expect(rest.next_cursor).toBeNull();
  expect((await listDeliveries(admin.ctx, { key, limit: 3, state: "dead" })).items).toEqual([]);
});
