import { randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { invitations, members, users } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { publicOrigin } from "../auth/public-origin.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, conflict } from "../errors.ts";
import { paths } from "../paths.ts";
import { tokenHash } from "../tokens/secret.ts";
import { sideFor } from "./internal.ts";
import { INVITATION_DAYS, live } from "./invitations.ts";
import type { CreateInvitationInput, NewInvitation } from "./schemas.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Invites a person with a role that is fixed from now on. An earlier invitation of the same e-mail is revoked.
 * @param request whose origin the link gets where that is safe, see `publicOrigin`.
 * @throws AppError `conflict` for a member's e-mail, or where AUTH_URL is needed.
 */
export async function createInvitation(
  ctx: Context,
  input: CreateInvitationInput,
  request: { headers: Headers },
): Promise<NewInvitation> {
  authorize(ctx, "members:manage");
  const createdBy = actingMemberId(ctx);
  if (createdBy === null) throw new AppError("forbidden", "Only a member can invite");
  const side = sideFor(input.role, input.side ?? null);
  const origin = publicOrigin(request.headers);
  const secret = randomBytes(32).toString("base64url");
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const now = new Date();
    const [member] = await tx
      .select({ id: members.id })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(
        and(
          eq(members.workspaceId, ctx.workspaceId),
          isNull(members.removedAt),
          eq(sql`lower(${users.email})`, input.email),
        ),
      );
    if (member) {
      throw conflict("This person is a member already", [
        { path: "email", message: "This person is a member already", code: "already_member" },
      ]);
    }
    await tx
      .update(invitations)
      .set({ revokedAt: now })
      .where(
        and(eq(invitations.workspaceId, ctx.workspaceId), eq(invitations.email, input.email), live(now)),
      );
    const [made] = await tx
      .insert(invitations)
      .values({
        workspaceId: ctx.workspaceId,
        email: input.email,
        role: input.role,
        side,
        tokenHash: tokenHash(secret),
        createdBy,
        expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY_MS),
      })
      .returning();
    const [inviter] = await tx
      .select({ name: users.name })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, createdBy)));
    if (!made || !inviter) throw new Error("an insert returned no row");
    await audit(tx, ctx, "invitations.create", `invitation:${made.id}`, { role: made.role, side: made.side });
    return {
      id: made.id,
      email: made.email,
      role: made.role,
      side: made.side,
      invited_by: inviter.name,
      created_at: made.createdAt.toISOString(),
      expires_at: made.expiresAt.toISOString(),
      link: `${origin}${paths.invite(secret)}`,
    };
  });
}
