import { decode, encode } from "next-auth/jwt";
import { env } from "../env.ts";
import { authSecret } from "./secret.ts";

/** How long a sign-in lasts at most; it is not prolonged by use. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60;

/** All that a session holds. What the person may do is read from the database on every request. */
export type SessionClaims = { userId: number; sessionVersion: number };

/** True where browsers reach us over https: cookies are then Secure and bound to the host. */
export function secureCookies(): boolean {
  return env().AUTH_URL?.startsWith("https:") ?? false;
}

export function sessionCookieName(): string {
  return secureCookies() ? "__Host-hotsheet-session" : "hotsheet-session";
}

export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: "lax" as const, path: "/", secure: secureCookies() };
}

/** An encrypted session for the cookie `sessionCookieName()`. */
export function issueSession(claims: SessionClaims): Promise<string> {
  return encode({
    token: toJwt(claims),
    secret: authSecret(),
    salt: sessionCookieName(),
    maxAge: SESSION_SECONDS,
  });
}

/** The claims as next-auth carries them. */
export function toJwt({ userId, sessionVersion }: SessionClaims): { sub: string; sv: number } {
  return { sub: String(userId), sv: sessionVersion };
}

/** The claims in a decrypted session, or null where it is none of ours. */
export function fromJwt(jwt: Record<string, unknown> | null): SessionClaims | null {
  const userId = typeof jwt?.sub === "string" && /^[1-9]\d{0,9}$/.test(jwt.sub) ? Number(jwt.sub) : null;
  const sessionVersion = jwt?.sv;
  if (userId === null || typeof sessionVersion !== "number") return null;
  return { userId, sessionVersion };
}

/** Decrypts a session cookie's value; null where it is absent, altered, expired or made with another key. */
export async function readSession(value: string | undefined): Promise<SessionClaims | null> {
  const secret = authSecret();
  if (!value) return null;
  try {
    return fromJwt(await decode({ token: value, secret, salt: sessionCookieName() }));
  } catch {
    // Any failure to decrypt or verify means the same: no session.
    return null;
  }
}
