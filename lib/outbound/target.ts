import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { env } from "../env.ts";
import { invalid } from "../errors.ts";
import { type Allowed, mayDial, parseAllowed } from "./addresses.ts";
import { urlProblem } from "./schemas.ts";

export type Address = { address: string; family: number };
/** Every address of a host name; rejects where there is none. */
export type Resolve = (host: string) => Promise<Address[]>;

export const systemResolve: Resolve = (host) => lookup(host, { all: true });

/** A URL was not called because of where it leads. `code` is told to users; the address that was found is not. */
export class OutboundRefused extends Error {
  readonly code: "bad_url" | "private_address";
  constructor(code: OutboundRefused["code"], message: string) {
    super(message);
    this.name = "OutboundRefused";
    this.code = code;
  }
}

const allowed = (): Allowed => parseAllowed(env().OUTBOUND_ALLOW);

export type Target = { url: URL; host: string; name: string };

/** The host as the resolver takes it and `host:port`; the URL parser has made dotted numbers of 0x7f.1 and the like. */
export function targetOf(text: string): Target {
  if (urlProblem(text) !== null) throw new OutboundRefused("bad_url", "not a URL that may be called");
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { url, host, name: `${url.hostname}:${url.port || (url.protocol === "https:" ? 443 : 80)}` };
}

/**
 * The addresses that may be dialled for a target, which must be all that its host has: a name that leads into a private
 * network with one of them is refused as a whole.
 * @throws OutboundRefused, or the resolver's error.
 */
export async function dialable({ host, name }: Target, resolve: Resolve): Promise<Address[]> {
  const literal = isIP(host);
  const found = literal === 0 ? await resolve(host) : [{ address: host, family: literal }];
  const list = allowed();
  if (found.length === 0 || found.some(({ address }) => !mayDial(address, name, list)))
    throw new OutboundRefused("private_address", "the address is not a public one");
  return found;
}

/**
 * The check of a verb that stores a URL, before its transaction. A name that cannot be resolved now is let through: what
 * is dialled is checked each time.
 * @throws AppError `invalid` naming `path`, with the code `private_address` or `bad_url`.
 */
export async function assertReachable(
  url: string,
  path = "url",
  resolve: Resolve = systemResolve,
): Promise<void> {
  try {
    await dialable(targetOf(url), resolve);
  } catch (error) {
    if (error instanceof OutboundRefused)
      throw invalid([
        { path, message: "Only addresses on the public internet can be called", code: error.code },
      ]);
  }
}
