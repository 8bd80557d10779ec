import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { apiTokens, members, users } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, conflict } from "../errors.ts";
import type { CreateTokenInput, NewApiToken } from "./schemas.ts";
import { newToken, tokenHash } from "./secret.ts";

/** More than anybody can keep apart; a script that makes one a run is stopped here. */
const MAX_TOKENS = 100;
const PREFIX_LENGTH = 9;

/** Makes a token that acts as the acting member. @throws AppError `conflict` past 100 live tokens. */
export async function createToken(ctx: Context, input: CreateTokenInput): Promise<NewApiToken> {
  authorize(ctx, "tokens:manage");
  const memberId = actingMemberId(ctx);
  if (memberId === null) throw new AppError("forbidden", "Only a member can have a token");
  const token = newToken();
  return inWorkspace(ctx.workspaceId, async (tx) => {
    // The lock keeps the count right, and the member from being removed in between.
    const [owner] = await tx
      .select({ name: users.name })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(
        and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, memberId), isNull(members.removedAt)),
      )
      .for("update", { of: members });
    if (!owner) throw new AppError("unauthenticated", "You are no longer a member");
    const live = await tx.$count(
      apiTokens,
      and(
        eq(apiTokens.workspaceId, ctx.workspaceId),
        eq(apiTokens.memberId, memberId),
        isNull(apiTokens.revokedAt),
      ),
    );
    if (live >= MAX_TOKENS) throw conflict(`You have ${MAX_TOKENS} tokens: revoke one first`);
    const [made] = await tx
      .insert(apiTokens)
      .values({
        workspaceId: ctx.workspaceId,
        memberId,
        name: input.name,
        tokenHash: tokenHash(token),
        prefix: token.slice(0, PREFIX_LENGTH),
      })
      .returning();
    if (!made) throw new Error("an insert returned no row");
    await audit(tx, ctx, "tokens.create", `token:${made.id}`, { name: made.name });
    return {
      id: made.id,
      name: made.name,
      prefix: made.prefix,
      owner: { id: memberId, name: owner.name },
      is_yours: true,
      created_at: made.createdAt.toISOString(),
      last_used_at: null,
      token,
    };
  });
}
