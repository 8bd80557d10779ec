import { principalContext, sessionPrincipal } from "../auth/principal.ts";
import { findUserByEmail } from "../auth/sign-in.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";

/** For commands: the context of the member with this e-mail. @throws AppError `not_found`. */
export async function memberByEmail(email: string): Promise<Context> {
  const user = await findUserByEmail(email.trim());
  const principal =
    user && (await sessionPrincipal({ userId: user.id, sessionVersion: user.sessionVersion }, null));
  if (!principal) throw notFound(`A member with the e-mail ${email}`);
  return principalContext(principal, "token", crypto.randomUUID());
}
