import { and, eq, sql } from "drizzle-orm";
import { inWorkspace, outsideWorkspaces } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { hashPassword, verifyPassword } from "../auth/password.ts";
import { countSignIn } from "../auth/rate-limit.ts";
import type { SessionClaims } from "../auth/session-token.ts";
import type { Context } from "../context.ts";
import { AppError, conflict, invalid } from "../errors.ts";
import { acting } from "./me-internal.ts";
import type { ChangePasswordInput } from "./me-schemas.ts";

/**
 * Changes the acting person's password, which ends every session of that person.
 * @returns the claims of a new session, to go on with.
 * @throws AppError `forbidden` by API token; `conflict` for people without a password; `invalid` for a wrong
 *   current one; `rate_limited`.
 */
export async function changePassword(
  ctx: Context,
  input: ChangePasswordInput,
  address: string | null,
): Promise<SessionClaims> {
  const { userId, via } = acting(ctx);
  if (via !== "session") throw new AppError("forbidden", "A password is changed by the person signed in");
  const [user] = await outsideWorkspaces(
    (tx) =>
      tx
        .select({ email: users.email, passwordHash: users.passwordHash })
        .from(users)
        .where(eq(users.id, userId)),
    { readOnly: true },
  );
  if (!user?.passwordHash) throw conflict("You sign in without a password");
  const { passwordHash: before, email } = user;
  const succeeded = await countSignIn(email, address);
  if (!(await verifyPassword(input.current_password, before))) {
    throw invalid([
      { path: "current_password", message: "The current password is not right", code: "wrong_password" },
    ]);
  }
  await succeeded();
  const passwordHash = await hashPassword(input.new_password);
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const [changed] = await tx
      .update(users)
      .set({ passwordHash, sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(and(eq(users.id, userId), eq(users.passwordHash, before)))
      .returning({ sessionVersion: users.sessionVersion });
    if (!changed) throw conflict("Your password was changed meanwhile");
    await audit(tx, ctx, "me.change_password", `user:${userId}`);
    return { userId, sessionVersion: changed.sessionVersion };
  });
}
