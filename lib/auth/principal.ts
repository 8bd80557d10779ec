import { and, asc, eq, isNull } from "drizzle-orm";
import { enterWorkspace, withCredential } from "#db/client.ts";
import { apiTokens, members, users } from "#db/schema/index.ts";
import type { Context } from "../context.ts";
import type { Role, Side } from "../permissions.ts";
import type { SessionClaims } from "./session-token.ts";

/** A person in a workspace, as the database says at this moment. */
export type Principal = {
  workspaceId: number;
  memberId: number;
  userId: number;
  role: Role;
  side: Side | null;
  email: string;
  name: string;
  locale: string | null;
  timeZone: string | null;
};

const columns = {
  workspaceId: members.workspaceId,
  memberId: members.id,
  userId: users.id,
  role: members.role,
  side: members.side,
  email: users.email,
  name: users.name,
  locale: users.locale,
  timeZone: users.timeZone,
};

/**
 * Who a session stands for now: null once the person signed out everywhere or belongs to no workspace any more.
 * @param wished workspace to prefer where the person belongs to several; the first one joined otherwise.
 */
export async function sessionPrincipal(
  claims: SessionClaims,
  wished: number | null,
): Promise<Principal | null> {
  const found = await withCredential({ kind: "user", userId: claims.userId }, (tx) =>
    tx
      .select(columns)
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(
        and(
          eq(members.userId, claims.userId),
          isNull(members.removedAt),
          eq(users.sessionVersion, claims.sessionVersion),
        ),
      )
      .orderBy(asc(members.workspaceId)),
  );
  return found.find((row) => row.workspaceId === wished) ?? found[0] ?? null;
}

const TOUCH_AFTER_MS = 60_000;

/** Who an API token (by its sha256) acts as; null where it is unknown, revoked, or its member was removed. */
export async function tokenPrincipal(hash: string): Promise<Principal | null> {
  return withCredential({ kind: "token_hash", hash }, async (tx) => {
    const [token] = await tx
      .select({
        workspaceId: apiTokens.workspaceId,
        id: apiTokens.id,
        memberId: apiTokens.memberId,
        lastUsedAt: apiTokens.lastUsedAt,
      })
      .from(apiTokens)
      .where(and(eq(apiTokens.tokenHash, hash), isNull(apiTokens.revokedAt)));
    if (!token) return null;
    await enterWorkspace(tx, token.workspaceId);
    const [principal] = await tx
      .select(columns)
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(
        and(
          eq(members.workspaceId, token.workspaceId),
          eq(members.id, token.memberId),
          isNull(members.removedAt),
        ),
      );
    if (!principal) return null;
    // Once a minute is exact enough for people, and spares a write on every call.
    if (!token.lastUsedAt || Date.now() - token.lastUsedAt.getTime() > TOUCH_AFTER_MS) {
      await tx
        .update(apiTokens)
        .set({ lastUsedAt: new Date() })
        .where(and(eq(apiTokens.workspaceId, token.workspaceId), eq(apiTokens.id, token.id)));
    }
    return principal;
  });
}

/** The context in which a principal's verbs run. */
export function principalContext(principal: Principal, via: "session" | "token", requestId: string): Context {
  const { workspaceId, memberId, userId, role, side } = principal;
  return { workspaceId, actor: { kind: "member", memberId, userId, role, side, via }, requestId };
}
