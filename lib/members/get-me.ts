import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { outsideWorkspaces, withCredential } from "#db/client.ts";
import { members, users, workspaces } from "#db/schema/index.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { signingSide } from "../permissions.ts";
import { acting } from "./me-internal.ts";
import type { Me } from "./me-schemas.ts";

/** The acting member: its own person and workspaces. Any role may ask. */
export async function getMe(ctx: Context): Promise<Me> {
  const { userId, memberId } = acting(ctx);
  const memberships = await withCredential({ kind: "user", userId }, (tx) =>
    tx
      .select({ workspaceId: members.workspaceId, role: members.role, side: members.side })
      .from(members)
      .where(and(eq(members.userId, userId), isNull(members.removedAt))),
  );
  const here = memberships.find((row) => row.workspaceId === ctx.workspaceId);
  const ids = memberships.map((row) => row.workspaceId);
  const { user, names } = await outsideWorkspaces(
    async (tx) => {
      const [found] = await tx.select().from(users).where(eq(users.id, userId));
      const listed = await tx
        .select({ id: workspaces.id, name: workspaces.name })
        .from(workspaces)
        .where(inArray(workspaces.id, ids))
        .orderBy(asc(workspaces.id));
      return { user: found, names: listed };
    },
    { readOnly: true },
  );
  const workspace = names.find((row) => row.id === ctx.workspaceId);
  if (!here || !user || !workspace) throw new AppError("unauthenticated", "You are no longer a member");
  return {
    user_id: userId,
    member_id: memberId,
    name: user.name,
    email: user.email,
    role: here.role,
    side: here.side,
    signs_for: signingSide(here),
    locale: user.locale,
    time_zone: user.timeZone,
    has_password: user.passwordHash !== null,
    workspace,
    workspaces: names,
  };
}
