import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import { clientAddress } from "../http/client-address.ts";
import { log } from "../log.ts";
import { paths } from "../paths.ts";
import { callbacks, toAuthUser } from "./next-auth-callbacks.ts";
import { authSecret } from "./secret.ts";
import { SESSION_SECONDS, secureCookies, sessionCookieName, sessionCookieOptions } from "./session-token.ts";
import { signInWithPassword } from "./sign-in.ts";

/** A refusal that the sign-in page can tell apart by its code. */
class Refused extends CredentialsSignin {
  constructor(code: string) {
    super();
    this.code = code;
  }
}

const byPassword = Credentials({
  credentials: { email: {}, password: {} },
  async authorize(credentials, request) {
    try {
      return toAuthUser(await signInWithPassword(credentials, clientAddress(request.headers)));
    } catch (error) {
      if (error instanceof AppError && error.status < 500) throw new Refused(error.code);
      throw error;
    }
  },
});

function oidcProvider(): NextAuthConfig["providers"] {
  const { AUTH_OIDC_ISSUER, AUTH_OIDC_ID, AUTH_OIDC_SECRET, AUTH_OIDC_NAME } = env();
  if (!AUTH_OIDC_ISSUER || !AUTH_OIDC_ID || !AUTH_OIDC_SECRET) return [];
  return [
    {
      id: "oidc",
      type: "oidc",
      name: AUTH_OIDC_NAME ?? "OpenID Connect",
      issuer: AUTH_OIDC_ISSUER,
      clientId: AUTH_OIDC_ID,
      clientSecret: AUTH_OIDC_SECRET,
      checks: ["pkce", "state", "nonce"],
      // Who it is comes from the user info endpoint: providers need not put e-mail addresses into the ID token.
      idToken: false,
      profile: (profile) => ({ id: String(profile.sub) }),
    },
  ];
}

function config(): NextAuthConfig {
  return {
    secret: authSecret(),
    // Host is only ever used for redirects within the answer to the same caller; links use publicOrigin().
    trustHost: true,
    basePath: "/api/auth",
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: secureCookies(),
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    pages: { signIn: paths.signIn(), error: paths.signIn() },
    providers: [byPassword, ...oidcProvider()],
    callbacks,
    logger: {
      error(error) {
        // A wrong password is no fault of ours: no stack, and nothing that was typed.
        if (error instanceof CredentialsSignin) log.info({ code: error.code }, "a sign-in was refused");
        else log.warn({ err: error }, "sign-in failed");
      },
      warn: (code) => log.warn({ code }, "sign-in warning"),
      debug: () => undefined,
    },
  };
}

/** Made per request, so that a build needs no secret and a missing one denies instead of opening. */
export const { handlers, signIn } = NextAuth(config);
