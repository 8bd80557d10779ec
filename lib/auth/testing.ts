import { eq } from "drizzle-orm";
import { outsideWorkspaces } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import type { TestMember } from "#db/testing/factories.ts";
import { hashPassword } from "./password.ts";
import { issueSession, sessionCookieName } from "./session-token.ts";

/** Gives a person of the factories a password. */
export async function givePassword(member: TestMember, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await outsideWorkspaces((tx) => tx.update(users).set({ passwordHash }).where(eq(users.id, member.userId)));
}

/** The Cookie header of a person signed in now. */
export async function sessionCookie(member: TestMember, sessionVersion = 1): Promise<string> {
  return `${sessionCookieName()}=${await issueSession({ userId: member.userId, sessionVersion })}`;
}

/** A request as the product's own page sends it. */
export function pageRequest(path: string, cookie: string, init: RequestInit = {}): Request {
  return new Request(`http://localhost:3000${path}`, {
    ...init,
    headers: { cookie, host: "localhost:3000", "sec-fetch-site": "same-origin", ...init.headers },
  });
}

/** A request of an API client. */
export function tokenRequest(path: string, authorization: string, init: RequestInit = {}): Request {
  return new Request(`http://localhost:3000${path}`, {
    ...init,
    headers: { authorization, host: "localhost:3000", ...init.headers },
  });
}
