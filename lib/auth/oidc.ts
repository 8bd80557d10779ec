import { and, eq, isNull, sql } from "drizzle-orm";
import { inWorkspace, outsideWorkspaces, workspaceIds } from "#db/client.ts";
import { invitations, users } from "#db/schema/index.ts";
import { live } from "../members/invitations.ts";
import { redeem } from "../members/redeem.ts";
import { emailSchema } from "./schemas.ts";
import type { SessionClaims } from "./session-token.ts";
import { findUserByEmail, isMemberSomewhere } from "./sign-in.ts";

/** What an OpenID provider says about a person (OpenID Connect Core 1.0, section 5.1). */
export type OidcPerson = {
  issuer: string;
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string | null;
};

/**
 * Who an OpenID account is here: the person linked to it, else the member or the invited person with its
 * verified e-mail, linked from now on. Everybody else is refused: null.
 */
export async function signInWithOidc(person: OidcPerson): Promise<SessionClaims | null> {
  const subject = `${person.issuer}|${person.subject}`;
  const linked = await findUserBySubject(subject);
  if (linked) return (await isMemberSomewhere(linked.userId)) ? linked : null;
  const email = emailSchema.safeParse(person.email);
  if (!person.emailVerified || !email.success) return null;
  const known = await findUserByEmail(email.data);
  if (!known) return acceptByEmail(email.data, person.name, subject);
  // An account that is linked to another subject is never taken over by e-mail.
  if (known.oidcSubject !== null || !(await isMemberSomewhere(known.id))) return null;
  const [changed] = await outsideWorkspaces((tx) =>
    tx
      .update(users)
      .set({ oidcSubject: subject })
      .where(and(eq(users.id, known.id), isNull(users.oidcSubject)))
      .returning({ userId: users.id, sessionVersion: users.sessionVersion }),
  );
  return changed ?? null;
}

async function findUserBySubject(subject: string): Promise<SessionClaims | undefined> {
  const [user] = await outsideWorkspaces(
    (tx) =>
      tx
        .select({ userId: users.id, sessionVersion: users.sessionVersion })
        .from(users)
        .where(eq(users.oidcSubject, subject)),
    { readOnly: true },
  );
  return user;
}

/** Invitations are hidden from each other's workspaces, so each workspace is asked in turn. */
async function acceptByEmail(
  email: string,
  name: string | null,
  oidcSubject: string,
): Promise<SessionClaims | null> {
  for (const workspaceId of await workspaceIds()) {
    const claims = await inWorkspace(workspaceId, async (tx) => {
      const [invitation] = await tx
        .select({ id: invitations.id })
        .from(invitations)
        .where(
          and(
            eq(invitations.workspaceId, workspaceId),
            eq(sql`lower(${invitations.email})`, email),
            live(new Date()),
          ),
        )
        .limit(1);
      if (!invitation) return null;
      const [user] = await tx
        .insert(users)
        .values({ email, name: name?.trim().slice(0, 120) || email, oidcSubject })
        .returning({ userId: users.id, sessionVersion: users.sessionVersion });
      if (!user) throw new Error("an insert returned no row");
      await redeem(tx, workspaceId, invitation.id, user.userId);
      return user;
    });
    if (claims) return claims;
  }
  return null;
}
