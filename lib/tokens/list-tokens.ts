import { and, desc, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { apiTokens, members, users } from "#db/schema/index.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { withinReach } from "./internal.ts";
import type { ApiToken } from "./schemas.ts";

/** Tokens that were not revoked and are within the actor's reach, newest first. */
export async function listTokens(ctx: Context): Promise<{ tokens: ApiToken[] }> {
  authorize(ctx, "tokens:manage");
  const rows = await inWorkspace(
    ctx.workspaceId,
    (tx) =>
      tx
        .select({ token: apiTokens, owner: users.name })
        .from(apiTokens)
        .innerJoin(
          members,
          and(eq(members.workspaceId, apiTokens.workspaceId), eq(members.id, apiTokens.memberId)),
        )
        .innerJoin(users, eq(users.id, members.userId))
        .where(and(eq(apiTokens.workspaceId, ctx.workspaceId), isNull(apiTokens.revokedAt), withinReach(ctx)))
        .orderBy(desc(apiTokens.id)),
    { readOnly: true },
  );
  const me = actingMemberId(ctx);
  return {
    tokens: rows.map(({ token, owner }) => ({
      id: token.id,
      name: token.name,
      prefix: token.prefix,
      owner: { id: token.memberId, name: owner },
      is_yours: token.memberId === me,
      created_at: token.createdAt.toISOString(),
      last_used_at: token.lastUsedAt?.toISOString() ?? null,
    })),
  };
}
