import http from "node:http";
import https from "node:https";
import { dialable, type Resolve, systemResolve, targetOf } from "./target.ts";

const TIMEOUT_MS = 15_000;
const MAX_BYTES = 64 * 1024;

export type GuardedRequest = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string;
  /** From the first look-up to the last byte; 15 s at most and by default. */
  timeoutMs?: number;
  /** Bytes of the answer that are read; what follows is dropped and `truncated` says so. 64 KiB by default. */
  maxBytes?: number;
  resolve?: Resolve;
};

export type GuardedResponse = {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
  truncated: boolean;
};

/** No answer came in time. */
export class OutboundTimeout extends Error {
  readonly code = "timeout";
  constructor() {
    super("no answer in time");
    this.name = "OutboundTimeout";
  }
}

/**
 * Calls an address that a user gave. Its host is resolved once, and exactly the addresses that passed the check are
 * dialled; redirects are answers like others and never followed; proxies of the environment are not used.
 * @throws OutboundRefused where it leads to a private address, OutboundTimeout, or the connection's error.
 */
export async function guardedFetch(url: string, request: GuardedRequest = {}): Promise<GuardedResponse> {
  const timeoutMs = Math.min(request.timeoutMs ?? TIMEOUT_MS, TIMEOUT_MS);
  const deadline = AbortSignal.timeout(timeoutMs);
  const late = new Promise<never>((_, reject) => {
    deadline.addEventListener("abort", () => reject(new OutboundTimeout()), { once: true });
  });
  return Promise.race([call(url, request, deadline), late]);
}

async function call(url: string, request: GuardedRequest, signal: AbortSignal): Promise<GuardedResponse> {
  const target = targetOf(url);
  const addresses = await dialable(target, request.resolve ?? systemResolve);
  signal.throwIfAborted();
  const { body, method = "GET", headers = {}, maxBytes = MAX_BYTES } = request;
  const send = target.url.protocol === "https:" ? https.request : http.request;
  return new Promise((resolve, reject) => {
    const outgoing = send(
      target.url,
      {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }) },
        // A connection of its own: none is reused whose address was checked for another call.
        agent: false,
        signal,
        lookup: (_host, options, done) => {
          const [first] = addresses;
          if (options.all) done(null, addresses);
          else done(null, first?.address ?? "", first?.family);
        },
      },
      (answer) => readAnswer(answer, maxBytes).then(resolve, reject),
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function readAnswer(answer: http.IncomingMessage, maxBytes: number): Promise<GuardedResponse> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > maxBytes) break; // leaving the loop ends the connection
  }
  const body = Buffer.concat(parts).subarray(0, maxBytes).toString("utf8");
  return { status: answer.statusCode ?? 0, headers: answer.headers, body, truncated: size > maxBytes };
}
