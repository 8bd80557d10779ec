import { env } from "../env.ts";
import { AppError } from "../errors.ts";

const ADVICE =
  "AUTH_SECRET is not set, so nobody can sign in. Set it to at least 32 random characters, for example the output of: openssl rand -base64 33";

/**
 * The key that sessions are encrypted with.
 * @throws AppError `unavailable`: without a key nothing is let in, whatever else a request carries.
 */
export function authSecret(): string {
  const { AUTH_SECRET } = env();
  if (!AUTH_SECRET) throw new AppError("unavailable", ADVICE, { retryAfter: 60 });
  return AUTH_SECRET;
}

/** For the start of the server: throws an Error in an operator's words where sign-in cannot work. */
export function assertAuthConfigured(): void {
  if (!env().AUTH_SECRET) throw new Error(ADVICE);
}
