import type { NextAuthConfig } from "next-auth";
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
  async jwt({ token, user, account, profile }) {
    if (!account) {
      const claims = fromJwt(token);
      return claims && toJwt(claims);
    }
    const claims =
      account.provider === "oidc"
        ? await signInWithOidc({
            issuer: String(profile?.iss ?? ""),
            subject: String(profile?.sub ?? account.providerAccountId),
            email: profile?.email ?? null,
            emailVerified: profile?.email_verified === true,
            name: profile?.name ?? null,
          })
        : fromAuthUser(user);
    return claims && toJwt(claims);
  },
  session: ({ session, token }) => ({ expires: session.expires, user: { id: String(token.sub ?? "") } }),
  redirect({ url, baseUrl }) {
    const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
    return `${baseUrl}${callbackPath(path)}`;
  },
} satisfies NextAuthConfig["callbacks"];
