import type { NextAuthConfig } from "next-auth";
import { env } from "../env.ts";
import { callbackPath } from "./callback-path.ts";
import { signInWithOidc } from "./oidc.ts";
import { fromJwt, type SessionClaims, toJwt } from "./session-token.ts";

/** What `authorize` hands to the callbacks: next-auth's users have text ids and no session version. */
export function toAuthUser({ userId, sessionVersion }: SessionClaims): { id: string; name: string } {
  return { id: String(userId), name: String(sessionVersion) };
}

function fromAuthUser(user: { id?: string; name?: string | null }): SessionClaims | null {
  return fromJwt({ sub: user.id, sv: Number(user.name) });
}

/**
 * The session holds the person's id and session version, and only a sign-in sets them: whatever a client
 * sends to `update` a session (`trigger`, `session`) is not even looked at.
 */
export const callbacks = {
  async signIn({ user, account, profile }) {
    if (account?.provider !== "oidc") return true;
    const claims = await signInWithOidc({
      // Not the profile's: the provider's user info, unlike its ID token, does not name its issuer.
      issuer: env().AUTH_OIDC_ISSUER ?? "",
      subject: account.providerAccountId,
      email: profile?.email ?? null,
      emailVerified: profile?.email_verified === true,
      name: profile?.name ?? null,
    });
    if (!claims) return false;
    Object.assign(user, toAuthUser(claims));
    return true;
  },
  jwt({ token, user, account }) {
    const claims = account ? fromAuthUser(user) : fromJwt(token);
    return claims && toJwt(claims);
  },
  session: ({ session, token }) => ({ expires: session.expires, user: { id: String(token.sub ?? "") } }),
  redirect({ url, baseUrl }) {
    const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
    return `${baseUrl}${callbackPath(path)}`;
  },
} satisfies NextAuthConfig["callbacks"];
