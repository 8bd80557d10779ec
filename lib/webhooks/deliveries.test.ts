import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, test, vi } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { log } from "../log.ts";
import { listNotifications } from "../notifications/list-notifications.ts";
import { startReceiver } from "../outbound/testing.ts";
import { waitAfter } from "./backoff.ts";
import { claimDue } from "./claim.ts";
import { forgetDeliveries } from "./deliver-due.ts";
import { dispatch, settled } from "./dispatch.ts";
import { useReceiver } from "./receiver.test-helper.ts";
import { replayDead, replayDelivery } from "./replay.ts";
import { settle } from "./settle.ts";
import { deliver, deliveryOf, endpointAt, store } from "./testing.ts";
import { updateEndpoint } from "./update-endpoint.ts";

useTestDatabase();
const { here, answering, last, states, endpoint } = useReceiver();

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test("a message arrives signed, as both libraries read it", async () => {
  const { key, secret } = await endpointAt(here.admin.ctx, here.receiver.url);
  const [id = 0] = await store(here.ws, key);
  await deliver(here.ws);
  const { body, headers } = last();
  for (const Library of [StandardWebhook, SvixWebhook]) new Library(secret).verify(body, headers);
  expect(JSON.parse(body)).toMatchObject({ type: "lead.group_entered", data: { n: 0 } });
  for (const Library of [StandardWebhook, SvixWebhook])
    expect(() => new Library(secret).verify(`${body} `, headers)).toThrow();
  const delivery = await deliveryOf(here.admin.ctx, key, id);
  expect(delivery).toMatchObject({ state: "delivered", attempts: 1, last_status: 204, last_error: null });
  expect(headers["webhook-id"]).toBe(delivery.message_id);
});

test("it is sent once, however often the queue is woken", async () => {
  const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
  await store(here.ws, key, 20);
  await Promise.all([deliver(here.ws), deliver(here.ws), deliver(here.ws)]);
  await deliver(here.ws, HOUR);
  expect(here.receiver.received.map(({ body }) => JSON.parse(body).data.n).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, n) => n),
  );
});

describe("a receiver that", () => {
  test.each([
    { status: 500, error: "status" },
    { status: 404, error: "status" },
    { status: 302, error: "redirect" },
  ])(
    "answers $status is tried again, under the same id and with a fresh timestamp",
    async ({ status, error }) => {
      const { key, secret } = await endpointAt(here.admin.ctx, here.receiver.url);
      const [id = 0] = await store(here.ws, key);
      answering(status, { location: `${here.receiver.url}/elsewhere` }, "no \u0000 thanks");
      await deliver(here.ws);
      const failed = await deliveryOf(here.admin.ctx, key, id);
      expect(failed).toMatchObject({ state: "waiting", attempts: 1, last_status: status, last_error: error });
      expect(failed.last_response).toBe("no  thanks");
      const wait = Date.parse(failed.next_at ?? "") - Date.now();
      expect(wait).toBeGreaterThan(3 * SECOND);
      expect(wait).toBeLessThan(6.1 * SECOND);
      await deliver(here.ws);
      expect(here.receiver.received).toHaveLength(1);
      answering(200);
      await deliver(here.ws, 7 * SECOND);
      const [first, second] = here.receiver.received;
      expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
      expect(Number(second?.headers["webhook-timestamp"])).toBeGreaterThanOrEqual(
        Number(first?.headers["webhook-timestamp"]) + 6,
      );
      new StandardWebhook(secret).verify(last().body, last().headers);
      expect(await deliveryOf(here.admin.ctx, key, id)).toMatchObject({ state: "delivered", attempts: 2 });
      expect((await endpoint(key))?.failing_since).toBeNull();
    },
  );

  test.each([429, 503])("answers %i is left alone as long as it asks", async (status) => {
    const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
    const [id = 0] = await store(here.ws, key);
    answering(status, { "retry-after": "120" });
    await deliver(here.ws);
    const { next_at } = await deliveryOf(here.admin.ctx, key, id);
    const wait = Date.parse(next_at ?? "") - Date.now();
    expect(wait).toBeGreaterThan(118 * SECOND);
    expect(wait).toBeLessThan(121 * SECOND);
  });

  test("answers 410 is disabled, what waits is given up, and administrators are told", async () => {
    const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
    answering(410);
    const [first = 0] = await store(here.ws, key);
    await deliver(here.ws);
    expect(await deliveryOf(here.admin.ctx, key, first)).toMatchObject({ state: "dead", last_error: "gone" });
    expect(await endpoint(key)).toMatchObject({ state: "disabled", disabled_reason: "gone" });
    const { notifications } = await listNotifications(here.admin.ctx);
    expect(notifications).toMatchObject([
      { kind: "webhook_disabled", payload: { key, name: "Receiver", reason: "gone" } },
    ]);
    await expect(replayDelivery(here.admin.ctx, { key, id: first })).rejects.toMatchObject({
      code: "conflict",
    });
    await deliver(here.ws, DAY);
    expect(here.receiver.received).toHaveLength(1);
  });

  test("hangs up after reading gets the message again", async () => {
    const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
    const [id = 0] = await store(here.ws, key);
    here.receiver.answer = (_, response) => response.destroy();
    await deliver(here.ws);
    expect(here.receiver.received).toHaveLength(1);
    expect(await deliveryOf(here.admin.ctx, key, id)).toMatchObject({
      state: "waiting",
      last_error: "connection",
    });
    answering(200);
    await deliver(here.ws, 7 * SECOND);
    expect(new Set(here.receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await deliveryOf(here.admin.ctx, key, id)).toMatchObject({ state: "delivered" });
  });

  test("does not answer holds up nobody else, no transaction, and four of its own at most", async () => {
    const slow = await startReceiver();
    const held: (() => void)[] = [];
    slow.answer = (_, response) => void held.push(() => response.writeHead(200).end());
    try {
      const { key: slowKey } = await endpointAt(here.admin.ctx, slow.url);
      const { key: fastKey } = await endpointAt(here.admin.ctx, here.receiver.url);
      await store(here.ws, slowKey, 10);
      await store(here.ws, fastKey, 10);
      await dispatch(here.ws);
      await expect.poll(() => here.receiver.received.length).toBe(10);
      await expect.poll(() => slow.received.length).toBe(4);
      await dispatch(here.ws);
      const open = await inWorkspace(here.ws, (tx) =>
        tx.$client.query(
          `select from pg_stat_activity where application_name = 'hotsheet' and pid <> pg_backend_pid()
           and xact_start < now() - interval '1 second'`,
        ),
      );
      expect(open.rowCount).toBe(0);
      expect(slow.received).toHaveLength(4);
      slow.answer = (_, response) => response.writeHead(200).end();
      for (const finish of held) finish();
      await settled();
      expect(slow.received).toHaveLength(10);
      expect(new Set(await states(slowKey))).toEqual(new Set(["delivered"]));
    } finally {
      await slow.close();
    }
  });

  test("fails for five days is disabled, and administrators are told", async () => {
    const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
    answering(500);
    await store(here.ws, key);
    await deliver(here.ws);
    await store(here.ws, key);
    await deliver(here.ws, 4.9 * DAY);
    expect((await endpoint(key))?.state).toBe("enabled");
    await store(here.ws, key);
    await deliver(here.ws, 5.1 * DAY);
    expect(await endpoint(key)).toMatchObject({ state: "disabled", disabled_reason: "failing" });
    expect(new Set(await states(key))).toEqual(new Set(["dead"]));
    const { notifications } = await listNotifications(here.admin.ctx);
    expect(notifications).toMatchObject([{ kind: "webhook_disabled", payload: { reason: "failing" } }]);
  });
});

test("after the last attempt a message is given up, and replayed by hand under its id with new attempts", async () => {
  const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
  const ids = await store(here.ws, key, 2);
  answering(500);
  const plan = Array.from({ length: 9 }, (_, n) => waitAfter(n + 1, null, 1) ?? 0);
  let at = 0;
  for (const wait of [0, ...plan]) {
    at += wait;
    await deliver(here.ws, at);
  }
  expect(at).toBeGreaterThan(3 * DAY);
  expect(here.receiver.received).toHaveLength(20);
  expect(await states(key)).toEqual(["dead", "dead"]);
  await expect(replayDead(here.admin.ctx, { key })).resolves.toEqual({ replayed: 2, more: false });
  await deliver(here.ws, SECOND);
  const again = await deliveryOf(here.admin.ctx, key, ids[0] ?? 0);
  expect(again).toMatchObject({ state: "waiting", attempts: 11 });
  await expect(replayDelivery(here.admin.ctx, { key, id: again.id })).rejects.toMatchObject({
    code: "conflict",
  });
  answering(200);
  await deliver(here.ws, 8 * SECOND);
  expect(await states(key)).toEqual(["delivered", "delivered"]);
  await replayDelivery(here.admin.ctx, { key, id: again.id });
  await deliver(here.ws, SECOND);
  expect(last().headers["webhook-id"]).toBe(again.message_id);
  expect(new Set(here.receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
});

test("what a killed process had begun is taken up within two minutes, under the same id, and its late end changes nothing", async () => {
  const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
  const [id = 0] = await store(here.ws, key);
  const [lost] = await claimDue(here.ws, 10);
  expect(lost?.attempt).toBe(1);
  await deliver(here.ws, 20 * SECOND);
  expect(here.receiver.received).toHaveLength(0);
  await deliver(here.ws, 35 * SECOND);
  const delivery = await deliveryOf(here.admin.ctx, key, id);
  expect(delivery).toMatchObject({ state: "delivered", attempts: 2 });
  expect(last().headers["webhook-id"]).toBe(lost?.messageId);
  if (!lost) throw new Error("nothing was claimed");
  const late = { error: "timeout", status: null, response: null, ms: 15_000, retryAfterMs: null } as const;
  await settle(lost, late, new Date());
  expect(await deliveryOf(here.admin.ctx, key, id)).toEqual(delivery);
  expect((await endpoint(key))?.failing_since).toBeNull();
});

test("messages are forgotten a month after they arrived and a quarter after they were given up", async () => {
  const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
  await store(here.ws, key, 2);
  await deliver(here.ws);
  const [dead = 0] = await store(here.ws, key);
  await updateEndpoint(here.admin.ctx, { key, disabled: true });
  await forgetDeliveries(undefined, new Date(Date.now() + 29 * DAY));
  expect(await states(key)).toHaveLength(3);
  await forgetDeliveries(undefined, new Date(Date.now() + 31 * DAY));
  expect((await deliveryOf(here.admin.ctx, key, dead)).state).toBe("dead");
  expect(await states(key)).toEqual(["dead"]);
  await forgetDeliveries(undefined, new Date(Date.now() + 91 * DAY));
  expect(await states(key)).toEqual([]);
});

test("many messages that fail at once, with the endpoint disabled by one of them, do not lock each other out", async () => {
  const failures = vi.spyOn(log, "error");
  const { key } = await endpointAt(here.admin.ctx, here.receiver.url);
  answering(410);
  await store(here.ws, key, 40);
  await deliver(here.ws);
  expect(new Set(await states(key))).toEqual(new Set(["dead"]));
  expect(failures).not.toHaveBeenCalled();
});
