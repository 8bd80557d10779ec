import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { invitations } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadInvitation } from "./invitations.ts";
import type { revokeInvitationOperation } from "./operations.ts";

/** Ends an invitation: its link opens nothing any more. @throws AppError `not_found` for one that is not live. */
export async function revokeInvitation(
  ctx: Context,
  input: OperationInput<typeof revokeInvitationOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "members:manage");
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const now = new Date();
    const invitation = await loadInvitation(tx, ctx.workspaceId, input.id, now);
    if (!invitation) throw notFound("Invitation");
    await tx
      .update(invitations)
      .set({ revokedAt: now })
      .where(and(eq(invitations.workspaceId, ctx.workspaceId), eq(invitations.id, invitation.id)));
    await audit(tx, ctx, "invitations.revoke", `invitation:${invitation.id}`);
    return { id: invitation.id };
  });
}
