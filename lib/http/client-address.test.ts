import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

async function load(proxies: string, noted = true) {
  vi.stubEnv("HOTSHEET_TRUSTED_PROXIES", proxies);
  vi.resetModules();
  const loaded = await import("./client-address.ts");
  if (noted) loaded.notePeerAddresses();
  return loaded;
}

const headers = (peer: string, forwarded?: string) =>
  new Headers({
    "x-hotsheet-peer": peer,
    ...(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }),
  });

beforeEach(() => {
  delete (globalThis as { hotsheetNotesPeers?: boolean }).hotsheetNotesPeers;
});
afterEach(() => vi.unstubAllEnvs());

describe("a client's address", () => {
  it("is the socket's where no proxy is trusted, however X-Forwarded-For rotates", async () => {
    const { clientAddress } = await load("0");
    for (const forwarded of ["1.1.1.1", "2.2.2.2, 3.3.3.3", "", "not an address"]) {
      expect(clientAddress(headers("203.0.113.9", forwarded))).toBe("203.0.113.9");
    }
  });

  it("is what the outermost trusted proxy saw, not what the client put before it", async () => {
    const one = await load("1");
    expect(one.clientAddress(headers("10.0.0.1", "6.6.6.6, 198.51.100.7"))).toBe("198.51.100.7");
    expect(one.clientAddress(headers("10.0.0.1"))).toBe("10.0.0.1");
    const two = await load("2");
    expect(two.clientAddress(headers("10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.2"))).toBe("198.51.100.7");
  });

  it.each([
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"],
    ["2001:0db8:0001::7", "2001:db8:1:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("counts %s as %s", async (peer, expected) => {
    const { clientAddress } = await load("0");
    expect(clientAddress(headers(peer))).toBe(expected);
  });

  it("is unknown where the server does not note sockets: the header is then the client's to choose", async () => {
    const { clientAddress } = await load("0", false);
    expect(clientAddress(headers("203.0.113.9", "203.0.113.9"))).toBeNull();
  });

  it("is noted from the socket over a header of the same name that the client sent", async () => {
    const { clientAddress } = await load("0");
    const server = createServer((request, response) => {
      response.end(clientAddress(new Headers(request.headers as Record<string, string>)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      send({ port, host: "127.0.0.1", headers: { "X-Hotsheet-Peer": "6.6.6.6" } }, (response) => {
        response.setEncoding("utf8").on("data", resolve);
      })
        .on("error", reject)
        .end();
    });
    server.close();
    expect(answer).toBe("127.0.0.1");
  });
});
