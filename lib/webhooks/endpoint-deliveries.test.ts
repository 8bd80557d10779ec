import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { expect, test, vi } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { resetEnv } from "../env.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { useReceiver } from "./receiver.test-helper.ts";
import { replayDead } from "./replay.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { testEndpoint } from "./test-endpoint.ts";
import { deliver, deliveryOf, endpointAt, store } from "./testing.ts";
import { updateEndpoint } from "./update-endpoint.ts";

useTestDatabase();
const { here, answering, last, states, endpoint } = useReceiver();

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test("after a rotation both secrets sign until the old one ends, and then the new one alone", async () => {
  const { key, secret: old } = await endpointAt(here.admin.ctx, here.receiver.url);
  const { secret: present, previous_until } = await rotateSecret(here.admin.ctx, { key, keep_old_hours: 1 });
  expect(present).not.toBe(old);
  expect(Date.parse(previous_until ?? "") - Date.now()).toBeGreaterThan(0.9 * HOUR);
  await store(here.ws, key);
  await deliver(here.ws);
  const both = last();
  expect(both.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
  for (const secret of [old, present])
    for (const Library of [StandardWebhook, SvixWebhook]) new Library(secret).verify(both.body, both.headers);
  await rotateSecret(here.admin.ctx, { key, keep_old_hours: 0 });
  await store(here.ws, key);
  await deliver(here.ws);
  const one = last();
  expect(one.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
  expect(() => new StandardWebhook(present).verify(one.body, one.headers)).toThrow();
});

test("the secrets are not in the database in the clear, and cannot be read under another AUTH_SECRET", async () => {
  const { key, secret } = await endpointAt(here.admin.ctx, here.receiver.url);
  const stored = await inWorkspace(here.ws, (tx) =>
    tx.$client.query<{ secret: string }>("select secret from webhook_endpoints where workspace_id = $1", [
      here.ws,
    ]),
  );
  expect(stored.rows[0]?.secret).not.toContain(secret.slice(6, 20));
  vi.stubEnv("AUTH_SECRET", "another-secret-of-at-least-32-characters");
  resetEnv();
  const [id = 0] = await store(here.ws, key);
  await deliver(here.ws);
  expect(await deliveryOf(here.admin.ctx, key, id)).toMatchObject({ state: "waiting", last_error: "secret" });
  expect(here.receiver.received).toHaveLength(0);
});

test("a test is sent at once and tells its result; it is not tried again and does not count as failing", async () => {
  const { key, secret } = await endpointAt(here.admin.ctx, here.receiver.url);
  answering(500, {}, "broken");
  expect(await testEndpoint(here.admin.ctx, { key })).toMatchObject({
    delivered: false,
    status: 500,
    error: "status",
    response: "broken",
  });
  expect((await endpoint(key))?.failing_since).toBeNull();
  await deliver(here.ws, DAY);
  expect(here.receiver.received).toHaveLength(1);
  answering(200, {}, "ok");
  await updateEndpoint(here.admin.ctx, { key, disabled: true });
  expect(await testEndpoint(here.admin.ctx, { key })).toMatchObject({
    delivered: true,
    status: 200,
    error: null,
  });
  new SvixWebhook(secret).verify(last().body, last().headers);
  expect(JSON.parse(last().body)).toMatchObject({ type: "webhook.test" });
});

test("a disabled endpoint is sent nothing until it is enabled; what waited is replayed by hand", async () => {
  const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
  await store(here.ws, key);
  await updateEndpoint(here.admin.ctx, { key, disabled: true });
  await deliver(here.ws, DAY);
  expect(here.receiver.received).toHaveLength(0);
  await updateEndpoint(here.admin.ctx, { key, disabled: false });
  expect(await states(key)).toEqual(["dead"]);
  await replayDead(here.admin.ctx, { key });
  await deliver(here.ws, SECOND);
  expect(await states(key)).toEqual(["delivered"]);
});

test("the list is read in pages, newest first, and by state", async () => {
  const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
  const ids = await store(here.ws, key, 5);
  const first = await listDeliveries(here.admin.ctx, { key, limit: 3 });
  expect(first.items.map(({ id }) => id)).toEqual(ids.slice(2).reverse());
  const rest = await listDeliveries(here.admin.ctx, { key, limit: 3, cursor: Number(first.next_cursor) });
  expect(rest.items.map(({ id }) => id)).toEqual(ids.slice(0, 2).reverse());
  expect(rest.next_cursor).toBeNull();
  expect((await listDeliveries(here.admin.ctx, { key, limit: 3, state: "dead" })).items).toEqual([]);
});
