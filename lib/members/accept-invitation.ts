import { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import { hashPassword, verifyPassword } from "../auth/password.ts";
import { countSignIn } from "../auth/rate-limit.ts";
import { givenPasswordSchema, newPasswordSchema, personNameSchema } from "../auth/schemas.ts";
import type { SessionClaims } from "../auth/session-token.ts";
import { findUserByEmail } from "../auth/sign-in.ts";
import { AppError } from "../errors.ts";
import { parseInput } from "../http/parse.ts";
import { openInvitation } from "./open-invitation.ts";
import { invitationGone, redeem } from "./redeem.ts";

/** What a person without an account gives. Role, side and e-mail come from the invitation alone. */
const newcomerSchema = z.strictObject({ name: personNameSchema, password: newPasswordSchema });
const knownSchema = z.strictObject({ password: givenPasswordSchema });

export type AcceptInput = {
  secret: string;
  /** A newcomer's name. */
  name: string | undefined;
  /** Chosen by a newcomer, proven by somebody with an account. */
  password: string | undefined;
  /** Who is signed in, which replaces the password of somebody with an account. */
  signedInUserId: number | null;
  address: string | null;
};

/**
 * Makes the invited person a member, and signs the person in.
 * @throws AppError `conflict` where the invitation is used, revoked or expired; `unauthenticated` for a wrong
 *   password; `rate_limited`; `invalid`.
 */
export async function acceptInvitation(input: AcceptInput): Promise<SessionClaims & { workspaceId: number }> {
  const invitation = await openInvitation(input.secret);
  if (!invitation) throw invitationGone();
  const { workspaceId, email, id } = invitation;
  if (invitation.userId !== null) {
    const user = await provenUser(email, invitation.userId === input.signedInUserId, input);
    await inWorkspace(workspaceId, (tx) => redeem(tx, workspaceId, id, user.userId));
    return { ...user, workspaceId };
  }
  const { name, password } = parseInput(newcomerSchema, { name: input.name, password: input.password });
  const passwordHash = await hashPassword(password);
  const claims = await inWorkspace(workspaceId, async (tx) => {
    const [made] = await tx
      .insert(users)
      .values({ email, name, passwordHash })
      .onConflictDoNothing()
      .returning({ userId: users.id, sessionVersion: users.sessionVersion });
    // The same link in two windows: the other one was faster.
    if (!made) throw invitationGone();
    await redeem(tx, workspaceId, id, made.userId);
    return made;
  });
  return { ...claims, workspaceId };
}

async function provenUser(email: string, signedIn: boolean, input: AcceptInput): Promise<SessionClaims> {
  const user = await findUserByEmail(email);
  if (!user) throw invitationGone();
  if (!signedIn) {
    const { password } = parseInput(knownSchema, { password: input.password });
    const succeeded = await countSignIn(email, input.address);
    if (!(await verifyPassword(password, user.passwordHash))) {
      throw new AppError("unauthenticated", "The password is not right");
    }
    await succeeded();
  }
  return { userId: user.id, sessionVersion: user.sessionVersion };
}
