import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { apiTokens } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { withinReach } from "./internal.ts";
import type { revokeTokenOperation } from "./operations.ts";

/** Ends a token at once. @throws AppError `not_found` for one that is out of reach or revoked already. */
export async function revokeToken(
  ctx: Context,
  input: OperationInput<typeof revokeTokenOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "tokens:manage");
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const [revoked] = await tx
      .update(apiTokens)
      .set({ revokedAt: new Date() })
      .where(
        and(
          eq(apiTokens.workspaceId, ctx.workspaceId),
          eq(apiTokens.id, input.id),
          isNull(apiTokens.revokedAt),
          withinReach(ctx),
        ),
      )
      .returning({ id: apiTokens.id, name: apiTokens.name, memberId: apiTokens.memberId });
    if (!revoked) throw notFound("Token");
    await audit(tx, ctx, "tokens.revoke", `token:${revoked.id}`, {
      name: revoked.name,
      owner: revoked.memberId,
    });
    return { id: revoked.id };
  });
}
