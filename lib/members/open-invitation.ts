import { and, eq, sql } from "drizzle-orm";
import { enterWorkspace, withCredential } from "#db/client.ts";
import { invitations, users, workspaces } from "#db/schema/index.ts";
import type { Role } from "../permissions.ts";
import { tokenHash } from "../tokens/secret.ts";
import { live } from "./invitations.ts";

export type OpenInvitation = {
  id: number;
  workspaceId: number;
  workspace: string;
  email: string;
  role: Role;
  /** The account that has this e-mail already, if any. */
  userId: number | null;
};

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** What the link of an invitation opens; null where it is unknown, used, revoked or expired. */
export async function openInvitation(secret: string): Promise<OpenInvitation | null> {
  if (!SECRET.test(secret)) return null;
  const hash = tokenHash(secret);
  return withCredential({ kind: "invitation_hash", hash }, async (tx) => {
    const [found] = await tx
      .select({
        id: invitations.id,
        workspaceId: invitations.workspaceId,
        email: invitations.email,
        role: invitations.role,
      })
      .from(invitations)
      .where(and(eq(invitations.tokenHash, hash), live(new Date())));
    if (!found) return null;
    await enterWorkspace(tx, found.workspaceId);
    const [workspace] = await tx
      .select({ name: workspaces.name })
      .from(workspaces)
      .where(eq(workspaces.id, found.workspaceId));
    const [user] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(sql`lower(${users.email})`, found.email));
    return { ...found, workspace: workspace?.name ?? "", userId: user?.id ?? null };
  });
}
