import { env } from "../env.ts";

/** The OpenID provider's name for its button, or null where none is configured. */
export function oidcName(): string | null {
  const { AUTH_OIDC_ISSUER, AUTH_OIDC_NAME } = env();
  return AUTH_OIDC_ISSUER ? (AUTH_OIDC_NAME ?? "OpenID Connect") : null;
}
