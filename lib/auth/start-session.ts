import { eq } from "drizzle-orm";
import { cookies } from "next/headers";
import { outsideWorkspaces } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import { localeCookie } from "../i18n/locale.ts";
import { timeZoneCookie } from "../i18n/time-zone.ts";
import {
  issueSession,
  SESSION_SECONDS,
  type SessionClaims,
  secureCookies,
  sessionCookieName,
  sessionCookieOptions,
} from "./session-token.ts";
import { workspaceCookie } from "./workspace-cookie.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * Signs a person in on this browser: the session, and the language and time zone the person chose.
 * Only in server actions and route handlers, which may set cookies.
 */
export async function startSession(claims: SessionClaims & { workspaceId?: number }): Promise<void> {
  const jar = await cookies();
  const [user] = await outsideWorkspaces(
    (tx) =>
      tx
        .select({ locale: users.locale, timeZone: users.timeZone })
        .from(users)
        .where(eq(users.id, claims.userId)),
    { readOnly: true },
  );
  jar.set(sessionCookieName(), await issueSession(claims), {
    ...sessionCookieOptions(),
    maxAge: SESSION_SECONDS,
  });
  const preferences = [
    [localeCookie, user?.locale],
    [timeZoneCookie, user?.timeZone],
    [workspaceCookie, claims.workspaceId],
  ] as const;
  for (const [name, value] of preferences) {
    if (!value) continue;
    jar.set(name, String(value), {
      path: "/",
      maxAge: YEAR_SECONDS,
      sameSite: "lax",
      secure: secureCookies(),
    });
  }
}

/** Forgets the session on this browser. */
export async function endSession(): Promise<void> {
  (await cookies()).delete({ name: sessionCookieName(), ...sessionCookieOptions() });
}
