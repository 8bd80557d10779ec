import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { resetEnv } from "../env.ts";
import { serve } from "../http/serve.ts";
import { allowOutbound, type Receiver, startReceiver } from "../outbound/testing.ts";
import { createToken } from "../tokens/create-token.ts";
import { createEndpoint } from "./create-endpoint.ts";
import { createEndpointOperation, testEndpointOperation, updateEndpointOperation } from "./operations.ts";
import { replayDelivery } from "./replay.ts";
import { testEndpoint } from "./test-endpoint.ts";
import { deliver, deliveryOf, endpointAt, store } from "./testing.ts";
import { updateEndpoint } from "./update-endpoint.ts";

useTestDatabase();

let admin: TestMember;
let token = "";
let receiver: Receiver;

beforeEach(async () => {
  admin = await createMember(await createWorkspace(), "admin");
  token = (await createToken(admin.ctx, { name: "ssrf" })).token;
  receiver = await startReceiver();
  allowOutbound("");
});
afterEach(async () => {
  await receiver.close();
  vi.unstubAllEnvs();
  resetEnv();
});

const POST = serve(createEndpointOperation, createEndpoint);
const PATCH = serve(updateEndpointOperation, updateEndpoint);
const TEST = serve(testEndpointOperation, testEndpoint);

type Route = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;
const call = (route: Route, method: string, params: Record<string, string>, body: unknown) =>
  route(
    new Request("http://localhost/api/v1/webhooks", {
      method,
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve(params) },
  );

/** An endpoint that was stored while its address was allowed, as one whose name leads elsewhere since. */
async function storedBefore(): Promise<string> {
  allowOutbound(`127.0.0.1:${receiver.port}`);
  const { key } = await endpointAt(admin.ctx, receiver.url);
  allowOutbound("");
  return key;
}

const HOSTILE = [
  "http://127.0.0.1:8080/",
  "http://localhost:8080/",
  "http://2130706433:8080/",
  "http://0x7f.1:8080/",
  "http://0177.0.0.1:8080/",
  "http://[::1]:8080/",
  "http://[::ffff:169.254.169.254]/latest/meta-data/",
  "http://[64:ff9b::a9fe:a9fe]/",
  "http://169.254.169.254/latest/meta-data/",
  "http://100.64.0.1/",
  "http://10.0.0.1/",
  "http://192.168.1.1/",
  "https://user:password@example.com/",
  "ftp://example.com/",
  "file:///etc/passwd",
  "http://example.com:22/",
];

describe.each(HOSTILE)("the address %s", (url) => {
  test("is refused when a webhook is made with it, and when one is changed to it", async () => {
    const made = await call(POST, "POST", {}, { name: "Hostile", url });
    expect(made.status).toBe(422);
    expect((await made.json()).error.issues).toMatchObject([{ path: "url" }]);
    const key = await storedBefore();
    const changed = await call(PATCH, "PATCH", { key }, { url });
    expect(changed.status).toBe(422);
  });
});

test("an address that has become private is not called by a test, and the answer does not tell what is there", async () => {
  const key = await storedBefore();
  const tested = await call(TEST, "POST", { key }, {});
  expect(await tested.json()).toMatchObject({
    delivered: false,
    status: null,
    error: "private_address",
    response: null,
  });
  expect(receiver.received).toEqual([]);
});

test("nor by a delivery, a retry or a replay", async () => {
  const key = await storedBefore();
  const ws = admin.ctx.workspaceId;
  const [id = 0] = await store(ws, key);
  await deliver(ws);
  await deliver(ws, 10_000);
  expect(await deliveryOf(admin.ctx, key, id)).toMatchObject({ attempts: 2, last_error: "private_address" });
  for (let day = 1; day < 10; day++) await deliver(ws, day * 86_400_000 * 0.5);
  allowOutbound(`127.0.0.1:${receiver.port}`);
  await deliver(ws, 6 * 86_400_000);
  const delivered = await deliveryOf(admin.ctx, key, id);
  expect(delivered.state).toBe("delivered");
  allowOutbound("");
  receiver.received.length = 0;
  await replayDelivery(admin.ctx, { key, id });
  await deliver(ws, 1_000);
  expect(await deliveryOf(admin.ctx, key, id)).toMatchObject({
    state: "waiting",
    last_error: "private_address",
  });
  expect(receiver.received).toEqual([]);
});

test("a redirect into the private network is not followed", async () => {
  const inside = await startReceiver();
  try {
    allowOutbound(`127.0.0.1:${receiver.port}`);
    const { key } = await endpointAt(admin.ctx, receiver.url);
    receiver.answer = (_, response) => response.writeHead(307, { location: inside.url }).end();
    const tested = await call(TEST, "POST", { key }, {});
    expect(await tested.json()).toMatchObject({ delivered: false, status: 307, error: "redirect" });
    expect(inside.received).toEqual([]);
  } finally {
    await inside.close();
  }
});
