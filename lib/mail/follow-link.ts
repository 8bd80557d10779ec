import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { inWorkspace } from "#db/client.ts";
import { AppError } from "../errors.ts";
import { clientAddress } from "../http/client-address.ts";
import { errorResponse } from "../http/respond.ts";
import { pickLocale } from "../i18n/locale.ts";
import { type MailToken, readMailToken } from "./links.ts";
import { recordHit } from "./record-hit.ts";
import { unsubscribePage } from "./unsubscribe-page.ts";

/** Links that one address may follow in a minute: gateways and image proxies speak for many people. */
export const LINKS_PER_MINUTE = 600;
const limiter = new RateLimiterMemory({ points: LINKS_PER_MINUTE, duration: 60 });

/** A transparent picture of one pixel. */
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const PRIVATE = {
  "cache-control": "private, no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "x-content-type-options": "nosniff",
};

const pixel = () => new Response(PIXEL, { headers: { ...PRIVATE, "content-type": "image/gif" } });

async function count(request: Request): Promise<void> {
  try {
    await limiter.consume(clientAddress(request.headers) ?? "unknown");
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.ceil(refusal.msBeforeNext / 1000);
    throw new AppError("rate_limited", "Too many links were followed; try again later", { retryAfter });
  }
}

type Answer = (token: MailToken) => Promise<Response>;

/** Every way to fail looks the same from outside, and a forged token costs no look into the database. */
async function answered(request: Request, given: string, answer: Answer): Promise<Response> {
  const requestId = crypto.randomUUID();
  try {
    await count(request);
    const token = readMailToken(given);
    return token ? await answer(token) : await gone(request);
  } catch (error) {
    return errorResponse(error, requestId);
  }
}

/** GET of a mail's link. A pixel is always answered; a click only leads where the mail itself says. */
export function followLink(request: Request, given: string): Promise<Response> {
  return answered(request, given, async (token) => {
    if (token.kind === "unsubscribe") return page(request, token, "ask");
    const { target } = await recordHit(token, request.headers.get("user-agent"));
    if (token.kind === "open") return pixel();
    if (target === null) return gone(request);
    return new Response(null, { status: 302, headers: { ...PRIVATE, location: target } });
  });
}

/** POST of the unsubscribe link: done at once, without a login, whatever the body says. Another link takes no POST. */
export function postLink(request: Request, given: string): Promise<Response> {
  return answered(request, given, async (token) => {
    if (token.kind !== "unsubscribe") return gone(request);
    const { known } = await recordHit(token, request.headers.get("user-agent"));
    return known ? page(request, token, "done") : gone(request);
  });
}

const gone = (request: Request) =>
  unsubscribePage("gone", pickLocale(request.headers.get("accept-language")), "");

async function page(request: Request, token: MailToken, what: "ask" | "done"): Promise<Response> {
  const { workspaceId, publicId } = token;
  const found = await inWorkspace(
    workspaceId,
    (tx) =>
      tx.$client.query<{ locale: "en" | "es"; name: string }>(
        `select m.locale, w.name from mails m join workspaces w on w.id = $1 where m.workspace_id = $1 and m.public_id = $2`,
        [workspaceId, publicId],
      ),
    { readOnly: true },
  );
  const [mail] = found.rows;
  return mail ? unsubscribePage(what, mail.locale, mail.name) : gone(request);
}
