import http from "node:http";
import https from "node:https";
import { OutboundTimeout } from "../outbound/guarded-fetch.ts";
import { dialable, OutboundRefused, systemResolve, targetOf } from "../outbound/target.ts";
import { SealBroken } from "../seal.ts";
import { retryAfter } from "../webhooks/backoff.ts";
import { CrmError } from "./connector.ts";

const TIMEOUT_MS = 20_000;
const SHOWN = 500;

/**
 * An agent for one call of a client library to an address that a user gave: its host is resolved and checked once, and
 * only what passed is dialled. @throws OutboundRefused where it leads to a private address.
 */
export async function guardedAgent(url: string): Promise<http.Agent | https.Agent> {
  const target = targetOf(url);
  const addresses = await dialable(target, systemResolve);
  const { Agent } = target.url.protocol === "https:" ? https : http;
  const agent = new Agent({
    keepAlive: false,
    lookup: (_host, options, done) => {
      const [first] = addresses;
      if (options.all) done(null, addresses);
      else done(null, first?.address ?? "", first?.family);
    },
  });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) => {
    const socket = connect(options, done);
    if (!socket) return socket;
    const late = setTimeout(() => socket.destroy(new OutboundTimeout()), TIMEOUT_MS);
    socket.once("close", () => clearTimeout(late));
    return socket;
  };
  return agent;
}

export type Refusal = {
  status: number;
  text: string;
  retryAfter: string | undefined;
};

const cut = (text: string) => text.replaceAll("\u0000", "").slice(0, SHOWN).toWellFormed();

/** What an answer that is no success means. */
export function errorOfStatus({ status, text, retryAfter: header }: Refusal, cause?: unknown): CrmError {
  const retryAfterMs = retryAfter(header, new Date());
  if (status === 401) return new CrmError("credentials", cut(text), { cause });
  if (status === 403) return new CrmError("forbidden", cut(text), { cause });
  if (status === 429) return new CrmError("rate_limited", cut(text), { retryAfterMs, cause });
  if (status >= 500) return new CrmError("unavailable", `${status} ${cut(text)}`, { retryAfterMs, cause });
  return new CrmError("refused", `${status} ${cut(text)}`, { cause });
}

/** What a call that got no answer means. */
export function errorOfCall(error: unknown): CrmError {
  if (error instanceof CrmError) return error;
  if (error instanceof OutboundRefused) return new CrmError("private_address", "", { cause: error });
  if (error instanceof SealBroken) return new CrmError("secret", "", { cause: error });
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (error instanceof OutboundTimeout) return new CrmError("unavailable", "timeout", { cause: error });
  if (/^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code)) return new CrmError("unavailable", code, { cause: error });
  return new CrmError("unexpected", cut(error instanceof Error ? error.message : String(error)), {
    cause: error,
  });
}
