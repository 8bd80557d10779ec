import { and, eq, isNull } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { apiTokens, members } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { keepAnAdmin, loadMember } from "./internal.ts";
import type { removeMemberOperation } from "./operations.ts";

/**
 * Takes a member out of the workspace, and revokes the member's API tokens so that coming back does not
 * bring them back. The row stays: signatures and decisions keep their name.
 * @throws AppError `not_found`, `conflict` for the last administrator.
 */
export async function removeMember(
  ctx: Context,
  input: OperationInput<typeof removeMemberOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "members:manage");
  return inWorkspace(ctx.workspaceId, async (tx) => {
    await keepAnAdmin(tx, ctx.workspaceId, input.id);
    const member = await loadMember(tx, ctx.workspaceId, input.id);
    const now = new Date();
    await tx
      .update(members)
      .set({ removedAt: now })
      .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, member.id)));
    await tx
      .update(apiTokens)
      .set({ revokedAt: now })
      .where(
        and(
          eq(apiTokens.workspaceId, ctx.workspaceId),
          eq(apiTokens.memberId, member.id),
          isNull(apiTokens.revokedAt),
        ),
      );
    await audit(tx, ctx, "members.remove", `member:${member.id}`, { role: member.role });
    return { id: member.id };
  });
}
