import { guardedFetch, OutboundTimeout } from "../outbound/guarded-fetch.ts";
import { OutboundRefused } from "../outbound/target.ts";
import { SealBroken } from "../seal.ts";
import { retryAfter } from "./backoff.ts";
import type { Claim } from "./claim.ts";
import type { DeliveryError } from "./schemas.ts";
import { unsealSecret } from "./secret.ts";
import { signedHeaders } from "./sign.ts";
import { slackBody } from "./slack-body.ts";

const SHOWN = 1_000;

export type Result = {
  /** Null: delivered. */
  error: DeliveryError | null;
  status: number | null;
  response: string | null;
  ms: number;
  retryAfterMs: number | null;
};

/** The present secret, and the one before while it still signs. @throws SealBroken */
function secretsOf(claim: Claim, now: Date): string[] {
  const { workspaceId, key, secret, previousSecret, previousUntil } = claim;
  const secrets = [unsealSecret(secret, workspaceId, key)];
  if (previousSecret !== null && previousUntil !== null && previousUntil > now)
    secrets.push(unsealSecret(previousSecret, workspaceId, key));
  return secrets;
}

async function requestOf(
  claim: Claim,
  now: Date,
): Promise<{ body: string; headers: Record<string, string> }> {
  const headers = { "content-type": "application/json", "user-agent": "Hotsheet-Webhooks/1" };
  if (claim.format === "slack") return { body: await slackBody(claim.payload, claim.locale), headers };
  const body = JSON.stringify(claim.payload);
  return {
    body,
    headers: { ...headers, ...signedHeaders(secretsOf(claim, now), claim.messageId, now, body) },
  };
}

function errorOf(error: unknown): DeliveryError {
  if (error instanceof OutboundRefused) return error.code;
  if (error instanceof OutboundTimeout) return "timeout";
  if (error instanceof SealBroken) return "secret";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^(ENOTFOUND|EAI_)/.test(code)) return "dns";
  if (/TLS|SSL|CERT|SIGNATURE|SELF_SIGNED/.test(code)) return "tls";
  return "connection";
}

const errorOfStatus = (status: number): DeliveryError | null => {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return "redirect";
  return status === 410 ? "gone" : "status";
};

/** Sends a message once, and tells what came of it. No transaction is open meanwhile; never throws. */
export async function attemptDelivery(claim: Claim, now: Date): Promise<Result> {
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  try {
    const { body, headers } = await requestOf(claim, now);
    const answer = await guardedFetch(claim.url, { method: "POST", headers, body });
    const asks = answer.status === 429 || answer.status === 503;
    return {
      error: errorOfStatus(answer.status),
      status: answer.status,
      // NUL is no character of PostgreSQL's.
      response: answer.body.replaceAll("\u0000", "").slice(0, SHOWN).toWellFormed(),
      ms: took(),
      retryAfterMs: asks ? retryAfter(answer.headers["retry-after"], now) : null,
    };
  } catch (error) {
    return { error: errorOf(error), status: null, response: null, ms: took(), retryAfterMs: null };
  }
}
