import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIP, isIPv4 } from "node:net";
import { env } from "../env.ts";

/** Carries the socket's address from Node to the handlers, which Next gives a request without a socket. */
const PEER_HEADER = "x-hotsheet-peer";
const shared = globalThis as typeof globalThis & { hotsheetNotesPeers?: boolean };

/**
 * Notes each connection's own address before Next sees the request; called once at the start of the server.
 * Next itself sets X-Forwarded-For only where the client sent none, so that header alone is the client's to choose.
 */
export function notePeerAddresses(): void {
  if (shared.hotsheetNotesPeers) return;
  shared.hotsheetNotesPeers = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    // Overwrites whatever a client sent under this name.
    request.headers[PEER_HEADER] = request.socket.remoteAddress ?? "";
  });
}

/**
 * The address to count a request under, or null where it cannot be known.
 * Counted from the right: the socket, then as many X-Forwarded-For entries as there are trusted proxies
 * (HOTSHEET_TRUSTED_PROXIES); what a client adds further left is never looked at. IPv6 is cut to its /64.
 */
export function clientAddress(headers: Headers): string | null {
  const peer = shared.hotsheetNotesPeers ? headers.get(PEER_HEADER) : null;
  if (!peer) return null;
  const proxies = env().HOTSHEET_TRUSTED_PROXIES;
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((part) => part.trim());
  const chain = [...forwarded.filter((part) => part !== ""), peer];
  const address = chain[Math.max(0, chain.length - 1 - proxies)] ?? peer;
  return normalise(address) ?? normalise(peer);
}

function normalise(address: string): string | null {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (isIPv4(bare)) return bare;
  return isIP(bare) === 6 ? `${firstGroups(bare)}::/64` : null;
}

/** The first four groups of an IPv6 address: one customer's network, of which it owns every address. */
function firstGroups(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
