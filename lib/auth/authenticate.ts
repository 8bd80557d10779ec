import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { isToken, tokenHash } from "../tokens/secret.ts";
import { readCookies } from "./cookies.ts";
import { principalContext, sessionPrincipal, tokenPrincipal } from "./principal.ts";
import { assertSameOrigin } from "./same-origin.ts";
import { authSecret } from "./secret.ts";
import { readSession, sessionCookieName } from "./session-token.ts";
import { workspaceCookie } from "./workspace-cookie.ts";

/**
 * Who sends this request: the member behind its API token, else behind its session cookie.
 * The role is read from the database each time, so a change of role or a removal counts at once (ASVS 8.3.2).
 * @throws AppError `unauthenticated`; `forbidden` for a changing request by cookie from another site;
 *   `unavailable` where no AUTH_SECRET is set.
 */
export async function authenticate(request: Request, requestId: string): Promise<Context> {
  authSecret();
  const authorization = request.headers.get("authorization");
  // A request that names a token stands or falls by it: its cookie is not looked at.
  return authorization === null ? bySession(request, requestId) : byToken(authorization, requestId);
}

async function byToken(authorization: string, requestId: string): Promise<Context> {
  const [scheme = "", token = "", ...rest] = authorization.split(" ");
  const principal =
    scheme.toLowerCase() === "bearer" && rest.length === 0 && isToken(token)
      ? await tokenPrincipal(tokenHash(token))
      : null;
  if (!principal) throw new AppError("unauthenticated", "The API token is not valid");
  return principalContext(principal, "token", requestId);
}

async function bySession(request: Request, requestId: string): Promise<Context> {
  const cookies = readCookies(request.headers.get("cookie"));
  const claims = await readSession(cookies.get(sessionCookieName()));
  const principal = claims && (await sessionPrincipal(claims, workspaceWish(cookies.get(workspaceCookie))));
  if (!principal) throw new AppError("unauthenticated", "Sign in, or send an API token");
  assertSameOrigin(request);
  return principalContext(principal, "session", requestId);
}

/** The workspace id in the preference cookie, or null where it names none. */
export function workspaceWish(value: string | undefined): number | null {
  return value !== undefined && /^[1-9]\d{0,9}$/.test(value) ? Number(value) : null;
}
