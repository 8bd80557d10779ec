import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { send } from "../caller.ts";
import { activate, expectAnswer, refusal, writeKeyHeader } from "../contract.ts";
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
  expectAnswer(await send("POST", url, { body: packed, headers: brotli }), 400, refusal("malformed"));
  expectAnswer(await send("POST", url, { body: "[]", headers }), 400, refusal("malformed"));
  expectAnswer(
    await send("POST", `${team.url}/v1/constructor`, { body: {}, headers }),
    404,
    refusal("not_found"),
  );
  const wrong = { writeKey: "nope", userId: "a", event: "x" };
  expectAnswer(await send("POST", `${team.url}/v1/track`, { body: wrong }), 401, refusal("unauthenticated"));
});
