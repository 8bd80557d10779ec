import { type NextRequest, NextResponse } from "next/server";
import { callbackPath } from "#lib/auth/callback-path.ts";
import { contentSecurityPolicy } from "#lib/auth/content-security-policy.ts";
import { readSession, sessionCookieName } from "#lib/auth/session-token.ts";
import { paths } from "#lib/paths.ts";

const PUBLIC = /^\/(sign-in|setup|invite)(\/|$)/;

/**
 * Spares signed-out people a page, and gives every page its Content-Security-Policy. Never the guard: every page,
 * route and verb checks for itself, so that a request which gets around this file gains nothing.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const path = callbackPath(pathname + search);
  if (!PUBLIC.test(pathname) && !(await signedIn(request))) {
    const target = paths.signIn(path === paths.home() ? undefined : path);
    // Next answers with the path alone where the origin is the request's, so a forged Host leads nowhere.
    return NextResponse.redirect(new URL(target, request.nextUrl));
  }
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-hotsheet-path", path);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

async function signedIn(request: NextRequest): Promise<boolean> {
  return (await readSession(request.cookies.get(sessionCookieName())?.value)) !== null;
}

/** Pages only: not the API, the collector and the links of mails and public forms (which answer for themselves), nor the files of `public`. */
export const config = {
  matcher: [
    "/((?!api/|m/|f/|v1$|v1/|beacon$|beacon/|sourceConfig$|sourceConfig/|_next/|healthz$|readyz$|[^/]+\\.(?:svg|png|ico|txt|js|css|webmanifest)$).*)",
  ],
};
