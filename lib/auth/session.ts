import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { Context } from "../context.ts";
import { paths } from "../paths.ts";
import { can, type Permission } from "../permissions.ts";
import { workspaceWish } from "./authenticate.ts";
import { callbackPath } from "./callback-path.ts";
import { hasUsers } from "./has-users.ts";
import { type Principal, principalContext, sessionPrincipal } from "./principal.ts";
import { readSession, sessionCookieName } from "./session-token.ts";
import { workspaceCookie } from "./workspace-cookie.ts";

/** Who is signed in on this page, or null; asked of the database once a request. */
export const currentMember = cache(async (): Promise<Principal | null> => {
  const jar = await cookies();
  const claims = await readSession(jar.get(sessionCookieName())?.value);
  return claims && sessionPrincipal(claims, workspaceWish(jar.get(workspaceCookie)?.value));
});

/** Who is signed in; sends everybody else to sign in, or to set the product up where nobody has yet. */
export async function requireSession(): Promise<Principal> {
  const member = await currentMember();
  if (member) return member;
  if (!(await hasUsers())) redirect(paths.setUp());
  // proxy.ts notes the path, which a server component cannot ask for.
  const path = callbackPath((await headers()).get("x-hotsheet-path"));
  redirect(paths.signIn(path === paths.home() ? undefined : path));
}

const requestId = cache(() => crypto.randomUUID());

/**
 * The context for verbs that a page calls in process.
 * Answers 403 (Next's `forbidden()`) where the member's role lacks `permission`.
 */
export async function pageContext(permission?: Permission): Promise<Context> {
  const member = await requireSession();
  if (permission && !can(member.role, permission)) forbidden();
  return principalContext(member, "session", requestId());
}
