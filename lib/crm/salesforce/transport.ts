import { PassThrough } from "node:stream";
import { Transport } from "jsforce/lib/transport.js";
import type { HttpRequest, HttpResponse } from "jsforce/lib/types/index.js";
import { StreamPromise } from "jsforce/lib/util/promise.js";
import { type GuardedRequest, guardedFetch } from "../../outbound/guarded-fetch.ts";
import { CrmError } from "../connector.ts";
import { errorOfCall, errorOfStatus } from "../outbound.ts";

const MAX_BYTES = 16 * 1024 * 1024;
const TOKEN_PATH = "/services/oauth2/token";

type Said = { message?: unknown; errorCode?: unknown; error?: unknown; error_description?: unknown };

/** What Salesforce says of an error: a list of `{ message, errorCode }`, or OAuth's own form. */
function said(body: string): { code: string; text: string } {
  try {
    const parsed: unknown = JSON.parse(body);
    const [first] = (Array.isArray(parsed) ? parsed : [parsed]) as Said[];
    const code = first?.errorCode ?? first?.error ?? "";
    const text = first?.message ?? first?.error_description ?? "";
    return { code: String(code), text: `${String(code)} ${String(text)}`.trim() };
  } catch {
    return { code: "", text: "" };
  }
}

async function send(request: HttpRequest): Promise<HttpResponse> {
  const { url, method, headers, body } = request;
  try {
    const answer = await guardedFetch(url, {
      method: method as GuardedRequest["method"],
      headers: Object.fromEntries(
        Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]),
      ),
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      maxBytes: MAX_BYTES,
    });
    if (answer.status < 400)
      return {
        statusCode: answer.status,
        headers: answer.headers as Record<string, string>,
        body: answer.body,
      };
    const { code, text } = said(answer.body);
    if (code === "REQUEST_LIMIT_EXCEEDED") throw new CrmError("rate_limited", text);
    if (answer.status < 500 && new URL(url).pathname === TOKEN_PATH) throw new CrmError("credentials", text);
    throw errorOfStatus({ status: answer.status, text, retryAfter: answer.headers["retry-after"] });
  } catch (error) {
    throw errorOfCall(error);
  }
}

/** Carries jsforce's requests through the guard; none is repeated or redirected. */
export class GuardedTransport extends Transport {
  override httpRequest(request: HttpRequest): StreamPromise<HttpResponse> {
    return StreamPromise.create(() => ({ stream: new PassThrough(), promise: send(request) }));
  }
}
