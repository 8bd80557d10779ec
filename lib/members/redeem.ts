import { and, eq, isNotNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { invitations, members } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { conflict } from "../errors.ts";
import { live } from "./invitations.ts";

export const invitationGone = () => conflict("This invitation was used or revoked, or it has expired");

/**
 * Uses up an invitation for `userId`, in the caller's transaction inside the workspace. Of two who try at once
 * the later waits for the row, finds it used, and is refused. A removed member comes back under the new role.
 * @throws AppError `conflict`.
 */
export async function redeem(
  tx: Tx,
  workspaceId: number,
  invitationId: number,
  userId: number,
): Promise<number> {
  const now = new Date();
  const [invitation] = await tx
    .update(invitations)
    .set({ acceptedAt: now })
    .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, invitationId), live(now)))
    .returning({ role: invitations.role, side: invitations.side });
  if (!invitation) throw invitationGone();
  const { role, side } = invitation;
  const [member] = await tx
    .insert(members)
    .values({ workspaceId, userId, role, side })
    .onConflictDoUpdate({
      target: [members.workspaceId, members.userId],
      set: { role, side, removedAt: null },
      setWhere: isNotNull(members.removedAt),
    })
    .returning({ id: members.id });
  if (!member) throw conflict("You are a member of this workspace already");
  const actor = { kind: "member" as const, memberId: member.id, userId, role, side, via: "session" as const };
  await audit(
    tx,
    { workspaceId, actor, requestId: crypto.randomUUID() },
    "invitations.accept",
    `invitation:${invitationId}`,
  );
  return member.id;
}
