import { randomUUID } from "node:crypto";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { send } from "../caller.ts";
import {
  activate,
  basic,
  expectAnswer,
  refusal,
  TEXT,
  visit,
  writeKeyHeader,
  writeKeyOf,
} from "../contract.ts";
import { expect, test } from "../fixtures.ts";

test("every call of the tracking API is taken, in its long and its short form", async ({ team }) => {
  const { marketer } = await activate(team);
  const key = await writeKeyHeader(team);
  const writeKey = Buffer.from(key.authorization.slice(6), "base64").toString().slice(0, -1);
  const post = (call: string, body: object) => send("POST", `${team.url}/v1/${call}`, { body, headers: key });
  const track = { event: "Trial Started" };
  const page = { name: "Pricing", properties: { path: "/pricing" } };
  const calls: [string, string, object][] = [
    ["identify", "i", { traits: { title: "CEO" } }],
    ["track", "t", track],
    ["page", "p", page],
    ["group", "g", { groupId: "acme", traits: { name: "Acme" } }],
    ["alias", "a", { previousId: "anonymous-1" }],
    ["batch", "b", { batch: [{ type: "track", userId: "sdk", messageId: randomUUID(), event: "Opened" }] }],
  ];
  for (const [long, short, body] of calls) {
    const message = () => (long === "batch" ? body : { userId: "sdk", messageId: randomUUID(), ...body });
    expectAnswer(await post(long, message()), 200, {});
    // The browser SDK sends the key in the body, as text.
    const inBody = { ...message(), writeKey };
    expectAnswer(await send("POST", `${team.url}/v1/${short}`, { body: inBody }), 200, {});
  }
  expectAnswer(
    await send("POST", `${team.url}/v1/screen`, { body: { userId: "sdk", name: "Home" }, headers: key }),
    200,
    {},
  );
  // Two page views of the prices and a CEO.
  expectAnswer(await marketer.get("/api/v1/leads/user:sdk/score"), 200, { total: 40, group: "hot" });
  expectAnswer(await marketer.get("/api/v1/rejected-events"), 200, { items: [] });
});

test("gzip is known by its first bytes, whatever the headers say", async ({ team }) => {
  const key = await writeKeyHeader(team);
  const form = { ...key, "content-type": "application/x-www-form-urlencoded" };
  const body = gzipSync(JSON.stringify({ batch: [visit("packed")] }));
  for (const headers of [key, form, { ...form, "content-encoding": "br" }])
    expectAnswer(await send("POST", `${team.url}/v1/batch`, { body, headers }), 200, { success: true });
  const plain = JSON.stringify({ batch: [visit("plain")] });
  const headers = { ...key, "content-encoding": "gzip" };
  expectAnswer(await send("POST", `${team.url}/v1/batch`, { body: plain, headers }), 200, { success: true });
});

test("nothing that an SDK calls is ever answered with a redirect, slashes or not", async ({ team }) => {
  const writeKey = await writeKeyOf(team);
  const headers = { ...basic(writeKey), origin: "https://shop.example" };
  const body = JSON.stringify({ batch: [visit("slashes")] });
  const calls: [string, string, string?][] = [
    ["POST", "/v1/batch", body],
    ["POST", "/v1/batch/", body],
    ["POST", "//v1/batch", body],
    ["POST", "/v1//batch", body],
    ["POST", `/beacon/v1/batch?writeKey=${writeKey}`, body],
    ["POST", `/beacon/v1/batch/?writeKey=${writeKey}`, body],
    ["POST", "/v1/m", "{}"],
    ["GET", "/sourceConfig"],
    ["GET", "/sourceConfig/"],
    ["GET", `/sourceConfig/?writeKey=${writeKey}&p=npm`],
    ["GET", `/v1/projects/${writeKey}/settings`],
    ["OPTIONS", "/sourceConfig/"],
    ["OPTIONS", "/v1/batch"],
    ["OPTIONS", "/beacon/v1/batch"],
    ["OPTIONS", `/v1/projects/${writeKey}/settings`],
  ];
  for (const [method, path, sent] of calls) {
    const answer = await fetch(team.url + path, { method, headers, body: sent, redirect: "manual" });
    expect(answer.status, `${method} ${path}`).toBe(method === "OPTIONS" ? 204 : 200);
    expect(answer.headers.get("access-control-allow-origin"), `${method} ${path}`).toBe(headers.origin);
  }
  for (const path of ["/v1", "/v1/", "/v1/nothing/here", "/v1/%E0", "/beacon/v1/other", "/beacon"]) {
    const answer = await fetch(team.url + path, { method: "POST", headers, body, redirect: "manual" });
    expect(answer.status, path).toBe(404);
  }
});

test("a page of any origin may call, and reads the answer also where it is a refusal", async ({ team }) => {
  const url = `${team.url}/v1/batch`;
  const origin = "https://shop.example";
  const asked = "anonymousid,authorization,content-type,sentat,x-retry-count";
  const preflight = await send("OPTIONS", url, {
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": asked },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toBe(asked);
  expect(preflight.headers.get("access-control-allow-methods")).toContain("POST");
  const refused = await send("POST", url, { body: "{}", headers: { origin } });
  expectAnswer(refused, 401, refusal("unauthenticated"));
  expect(refused.headers.get("access-control-allow-origin")).toBe(origin);
  expect(refused.headers.get("vary")).toContain("Origin");
});

test("the SDKs for browsers are told what they ask for before they send", async ({ team }) => {
  const writeKey = await writeKeyOf(team);
  expectAnswer(await send("GET", `${team.url}/v1/projects/${writeKey}/settings`), 200, {
    integrations: { "Segment.io": { apiKey: writeKey } },
  });
  const source = {
    id: TEXT,
    name: "Website",
    workspaceId: TEXT,
    enabled: true,
    config: {},
    destinations: [],
  };
  expectAnswer(await send("GET", `${team.url}/sourceConfig/`, { headers: basic(writeKey) }), 200, { source });
  for (const path of [
    "/v1/projects/wk_of_nobody/settings",
    "/v1/projects/%E0%A4%A/settings",
    "/sourceConfig/",
  ])
    expect((await send("GET", team.url + path)).status, path).toBe(401);
});

test("a message without a valid key or that cannot be unpacked is refused", async ({ team }) => {
  const headers = await writeKeyHeader(team);
  const gzip = { ...headers, "content-encoding": "gzip" };
  const url = `${team.url}/v1/batch`;
  const bomb = gzipSync(Buffer.alloc(50_000_000, " "));
  expect(bomb.length).toBeLessThan(100_000);
  const packed = gzipSync(JSON.stringify({ batch: [] }));
  expectAnswer(await send("POST", url, { body: packed, headers: gzip }), 200, {});
  expectAnswer(await send("POST", url, { body: bomb, headers: gzip }), 413, refusal("too_large"));
  expectAnswer(
    await send("POST", url, { body: packed.subarray(0, 12), headers: gzip }),
    400,
    refusal("malformed"),
  );
  const brotli = { ...headers, "content-encoding": "br" };
  const pressed = brotliCompressSync(JSON.stringify({ batch: [] }));
  expectAnswer(await send("POST", url, { body: pressed, headers: brotli }), 400, refusal("malformed"));
  expectAnswer(await send("POST", url, { body: "[]", headers }), 400, refusal("malformed"));
  expectAnswer(
    await send("POST", `${team.url}/v1/constructor`, { body: {}, headers }),
    404,
    refusal("not_found"),
  );
  const wrong = { writeKey: "nope", userId: "a", event: "x" };
  expectAnswer(await send("POST", `${team.url}/v1/track`, { body: wrong }), 401, refusal("unauthenticated"));
});
