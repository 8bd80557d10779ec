import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseEnv, resetEnv } from "../env.ts";
import { isPublicAddress, mayDial, parseAllowed } from "./addresses.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { publicUrl } from "./schemas.ts";
import { type Address, assertReachable } from "./target.ts";
import { allowOutbound, type Receiver, startReceiver } from "./testing.ts";

let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
  allowOutbound("");
});
afterEach(async () => {
  await receiver.close();
  vi.unstubAllEnvs();
  resetEnv();
});

const answers =
  (...all: string[][]) =>
  async (): Promise<Address[]> => {
    const next = all.length > 1 ? all.shift() : all[0];
    return (next ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };

const PRIVATE = [
  ["loopback", "127.0.0.1"],
  ["loopback beyond the first", "127.255.0.3"],
  ["private 10/8", "10.1.2.3"],
  ["private 172.16/12", "172.31.255.1"],
  ["private 192.168/16", "192.168.0.1"],
  ["link-local, where clouds keep credentials", "169.254.169.254"],
  ["shared between customers (CGNAT)", "100.64.0.1"],
  ["this host", "0.0.0.0"],
  ["multicast", "224.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["benchmarking", "198.18.0.1"],
  ["loopback v6", "::1"],
  ["unspecified v6", "::"],
  ["unique local v6", "fd00::1"],
  ["link-local v6", "fe80::1"],
  ["site-local v6", "fec0::1"],
  ["v4-mapped", "::ffff:127.0.0.1"],
  ["v4-mapped in hex", "::ffff:7f00:1"],
  ["v4-compatible", "::7f00:1"],
  ["NAT64", "64:ff9b::7f00:1"],
  ["NAT64 of a network", "64:ff9b:1::7f00:1"],
  ["6to4", "2002:7f00:1::1"],
  ["Teredo", "2001:0:7f00:1::1"],
] as const;

describe.each(PRIVATE)("an address that is %s", (_, address) => {
  const host = address.includes(":") ? `[${address}]` : address;

  test("is refused written into the URL, when stored and when dialled", async () => {
    expect(isPublicAddress(address)).toBe(false);
    const url = `http://${host}:8080/hook`;
    await expect(assertReachable(url)).rejects.toMatchObject({
      code: "invalid",
      issues: [{ path: "url", code: "private_address" }],
    });
    await expect(guardedFetch(url)).rejects.toMatchObject({ code: "private_address" });
  });

  test("is refused behind a name, alone and beside a public one", async () => {
    for (const found of [[address], ["93.184.215.14", address]]) {
      const resolve = answers(found);
      await expect(assertReachable("https://example.com/hook", "url", resolve)).rejects.toMatchObject({
        code: "invalid",
      });
      await expect(guardedFetch("https://example.com/hook", { resolve })).rejects.toMatchObject({
        code: "private_address",
      });
    }
  });
});

test.each([
  "2130706433",
  "0x7f000001",
  "0177.0.0.1",
  "0x7f.1",
  "127.1",
  "127.0.0.1.",
  "１２７.0.0.1",
  "localhost",
])("the host %s is loopback in other clothes", async (host) => {
  const url = `http://${host}:${receiver.port}/hook`;
  await expect(assertReachable(url)).rejects.toMatchObject({ code: "invalid" });
  await expect(guardedFetch(url)).rejects.toMatchObject({ code: "private_address" });
  expect(receiver.received).toEqual([]);
});

test.each([
  "ftp://example.com/",
  "file:///etc/passwd",
  "gopher://example.com/",
  "javascript:alert(1)",
  "https://user:secret@example.com/",
  "https://user@example.com/",
  "http://example.com:22/",
  "http://example.com:25/",
  "http://example.com:6667/",
  "//example.com/hook",
  "example.com",
  "http://",
  `https://example.com/${"a".repeat(2_000)}`,
])("%s is no address that may be given", (url) => {
  expect(publicUrl.safeParse(url).success).toBe(false);
});

test("addresses of the internet may be given and stored", async () => {
  for (const url of [
    "https://hooks.example.com/x?y=1",
    "http://93.184.215.14:8080/",
    "https://[2606:4700::1111]/",
  ])
    expect(publicUrl.safeParse(url).success).toBe(true);
  await assertReachable("https://example.com/hook", "url", answers(["93.184.215.14", "2606:4700::1111"]));
});

test("a name that cannot be resolved may be stored, and is not dialled", async () => {
  const resolve = async (): Promise<Address[]> => {
    throw Object.assign(new Error("no such host"), { code: "ENOTFOUND" });
  };
  await assertReachable("https://later.example.com/hook", "url", resolve);
  await expect(guardedFetch("https://later.example.com/hook", { resolve })).rejects.toMatchObject({
    code: "ENOTFOUND",
  });
});

test("a name that answers differently the second time is dialled where it was checked", async () => {
  allowOutbound("127.0.0.1/32");
  const trap = await startReceiver("127.0.0.2", receiver.port);
  try {
    const resolve = vi.fn(answers(["127.0.0.1"], ["127.0.0.2"]));
    const { status } = await guardedFetch(`http://rebinding.example:${receiver.port}/hook`, { resolve });
    expect(status).toBe(204);
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.headers.host).toBe(`rebinding.example:${receiver.port}`);
    await expect(
      guardedFetch(`http://rebinding.example:${receiver.port}/hook`, { resolve }),
    ).rejects.toMatchObject({ code: "private_address" });
    expect(trap.received).toEqual([]);
  } finally {
    await trap.close();
  }
});

describe("where the operator allows the target", () => {
  beforeEach(() => allowOutbound(`127.0.0.1:${receiver.port}`));

  test("what is sent arrives, and the answer comes back", async () => {
    receiver.answer = (_, response) => response.writeHead(201, { "x-answer": "yes" }).end("thank you");
    const answer = await guardedFetch(receiver.url, {
      method: "POST",
      headers: { "x-told": "1" },
      body: "¿qué tal?",
    });
    expect(answer).toMatchObject({ status: 201, body: "thank you", truncated: false });
    expect(answer.headers["x-answer"]).toBe("yes");
    expect(receiver.received).toMatchObject([{ method: "POST", path: "/hook", body: "¿qué tal?" }]);
  });

  test("another port of the same host is still refused", async () => {
    const other = await startReceiver();
    try {
      await expect(guardedFetch(other.url)).rejects.toMatchObject({ code: "private_address" });
    } finally {
      await other.close();
    }
  });

  test.each([301, 302, 303, 307, 308])("a redirect %i is answered and not followed", async (status) => {
    receiver.answer = (_, response) => response.writeHead(status, { location: "/elsewhere" }).end();
    expect((await guardedFetch(receiver.url)).status).toBe(status);
    expect(receiver.received).toHaveLength(1);
  });

  test("an answer without end is cut off", async () => {
    receiver.answer = (_, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write("x".repeat(16_384)));
      };
      response.on("drain", more);
      more();
    };
    const { body, truncated } = await guardedFetch(receiver.url, { maxBytes: 1_000 });
    expect([body.length, truncated]).toEqual([1_000, true]);
  });

  test("one that drips is given up when the time is over", async () => {
    receiver.answer = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drip));
    };
    await expect(guardedFetch(receiver.url, { timeoutMs: 300 })).rejects.toMatchObject({ code: "timeout" });
  });

  test("a look-up that hangs is given up too", async () => {
    const resolve = () => new Promise<Address[]>(() => undefined);
    await expect(guardedFetch("https://example.com/", { resolve, timeoutMs: 100 })).rejects.toMatchObject({
      code: "timeout",
    });
  });
});

test("networks may be allowed as a whole, and also match an IPv4 address written as IPv6", () => {
  const allowed = parseAllowed("10.1.0.0/16, fd00::/8,[::1]:9000");
  expect(mayDial("10.1.2.3", "a:80", allowed)).toBe(true);
  expect(mayDial("::ffff:10.1.2.3", "a:80", allowed)).toBe(true);
  expect(mayDial("10.2.2.3", "a:80", allowed)).toBe(false);
  expect(mayDial("fd12::1", "a:80", allowed)).toBe(true);
  expect(mayDial("::1", "[::1]:9000", allowed)).toBe(true);
  expect(mayDial("::1", "[::1]:9001", allowed)).toBe(false);
});

test.each(["10.0.0.0/99", "127.0.0.1", "http://a:1"])("OUTBOUND_ALLOW=%s stops the start", (list) => {
  expect(() => parseEnv({ OUTBOUND_ALLOW: list })).toThrow(/OUTBOUND_ALLOW/);
});
