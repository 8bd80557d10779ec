import { and, eq, isNull, sql } from "drizzle-orm";
import { outsideWorkspaces, withCredential } from "#db/client.ts";
import { members, users } from "#db/schema/index.ts";
import { AppError } from "../errors.ts";
import { verifyPassword } from "./password.ts";
import { countSignIn } from "./rate-limit.ts";
import { signInSchema } from "./schemas.ts";
import type { SessionClaims } from "./session-token.ts";

/** One refusal for every cause: nobody learns which e-mails have an account. */
const refused = () => new AppError("unauthenticated", "The e-mail or the password is not right");

/**
 * Checks an e-mail and a password.
 * @throws AppError `unauthenticated` (unknown, wrong, or no longer a member anywhere) or `rate_limited`.
 */
export async function signInWithPassword(
  credentials: unknown,
  address: string | null,
): Promise<SessionClaims> {
  const parsed = signInSchema.safeParse(credentials);
  if (!parsed.success) throw refused();
  const { email, password } = parsed.data;
  const succeeded = await countSignIn(email, address);
  const user = await findUserByEmail(email);
  const right = await verifyPassword(password, user?.passwordHash ?? null);
  if (!user || !right || !(await isMemberSomewhere(user.id))) throw refused();
  await succeeded();
  return { userId: user.id, sessionVersion: user.sessionVersion };
}

export async function findUserByEmail(email: string) {
  const [user] = await outsideWorkspaces(
    (tx) =>
      tx
        .select({
          id: users.id,
          passwordHash: users.passwordHash,
          oidcSubject: users.oidcSubject,
          sessionVersion: users.sessionVersion,
        })
        .from(users)
        .where(eq(sql`lower(${users.email})`, email.toLowerCase())),
    { readOnly: true },
  );
  return user;
}

/** True where the person still belongs to a workspace. */
export async function isMemberSomewhere(userId: number): Promise<boolean> {
  const found = await withCredential({ kind: "user", userId }, (tx) =>
    tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.userId, userId), isNull(members.removedAt)))
      .limit(1),
  );
  return found.length > 0;
}
