import { env } from "../env.ts";
import { AppError } from "../errors.ts";

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/**
 * The origin for links that leave the product ("https://hotsheet.example.com"): AUTH_URL's, and without it the
 * request's own only where that is this machine. Host and X-Forwarded-Host are the client's to choose: a link
 * made from them could lead the invited person, with the secret in the link, to somebody else's server.
 * @throws AppError `conflict` where AUTH_URL is needed and not set.
 */
export function publicOrigin(headers: Headers): string {
  const { AUTH_URL } = env();
  if (AUTH_URL) return new URL(AUTH_URL).origin;
  const host = headers.get("host")?.toLowerCase() ?? "";
  if (LOCAL.test(host)) return `http://${host}`;
  throw new AppError("conflict", "Set AUTH_URL to the address of this installation: links are built from it");
}

/** The origin for links that jobs make, where there is no request: without AUTH_URL, this machine's. */
export function installationOrigin(): string {
  const { AUTH_URL, PORT } = env();
  return AUTH_URL ? new URL(AUTH_URL).origin : `http://localhost:${PORT}`;
}
