import { and, eq, gt, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { invitations } from "#db/schema/index.ts";

export const INVITATION_DAYS = 7;

/** Whether an invitation can still be accepted at `now`. */
export function live(now: Date) {
  return and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now));
}

/** The workspace's live invitation with this id, locked; undefined where there is none. */
export async function loadInvitation(tx: Tx, workspaceId: number, id: number, now: Date) {
  const [found] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.workspaceId, workspaceId), eq(invitations.id, id), live(now)))
    .for("update");
  return found;
}
