import { and, desc, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { invitations, members, users } from "#db/schema/index.ts";
import { authorize, type Context } from "../context.ts";
import { live } from "./invitations.ts";
import type { Invitation } from "./schemas.ts";

/** Invitations that were neither accepted nor revoked and have not expired, newest first. */
export async function listInvitations(ctx: Context): Promise<{ invitations: Invitation[] }> {
  authorize(ctx, "members:manage");
  const rows = await inWorkspace(
    ctx.workspaceId,
    (tx) =>
      tx
        .select({ invitation: invitations, invitedBy: users.name })
        .from(invitations)
        .innerJoin(
          members,
          and(eq(members.workspaceId, invitations.workspaceId), eq(members.id, invitations.createdBy)),
        )
        .innerJoin(users, eq(users.id, members.userId))
        .where(and(eq(invitations.workspaceId, ctx.workspaceId), live(new Date())))
        .orderBy(desc(invitations.id)),
    { readOnly: true },
  );
  return {
    invitations: rows.map(({ invitation, invitedBy }) => ({
      id: invitation.id,
      email: invitation.email,
      role: invitation.role,
      side: invitation.side,
      invited_by: invitedBy,
      created_at: invitation.createdAt.toISOString(),
      expires_at: invitation.expiresAt.toISOString(),
    })),
  };
}
