import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** What an operator lets the product call although it is private. */
export type Allowed = {
  /** `host:port` as a URL has them, in lower case. */
  targets: ReadonlySet<string>;
  networks: readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];
};

/**
 * Reads OUTBOUND_ALLOW: a comma list of `host:port` and CIDR blocks ("127.0.0.1:8025, 10.1.0.0/16, [::1]:9000").
 * @throws Error naming the entry that is neither.
 */
export function parseAllowed(list: string): Allowed {
  const targets = new Set<string>();
  const networks: (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[] = [];
  for (const entry of list.split(",").map((one) => one.trim().toLowerCase())) {
    if (entry === "") continue;
    if (entry.includes("/")) {
      if (!ipaddr.isValidCIDR(entry)) throw new Error(`"${entry}" is not a CIDR block`);
      networks.push(ipaddr.parseCIDR(entry));
    } else if (/^(\[[0-9a-f:.]+\]|[^\s:/@]+):\d{1,5}$/.test(entry)) targets.add(entry);
    else throw new Error(`"${entry}" is neither host:port nor a CIDR block`);
  }
  return { targets, networks };
}

const GLOBAL_V6 = ipaddr.parseCIDR("2000::/3");

/**
 * Whether an address is one of the public internet. Everything with a special meaning is not: private, loopback,
 * link-local, shared (CGNAT), multicast, documentation, and every way to write an IPv4 address into an IPv6 one.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  return parsed.kind() === "ipv4" || parsed.match(GLOBAL_V6);
}

/** Whether `address`, found for the `host:port` of a URL, may be dialled. */
export function mayDial(address: string, target: string, allowed: Allowed): boolean {
  if (isPublicAddress(address) || allowed.targets.has(target)) return true;
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address); // an IPv4 address written as IPv6 is that IPv4 address
  return allowed.networks.some(
    ([network, bits]) => network.kind() === parsed.kind() && parsed.match([network, bits]),
  );
}
