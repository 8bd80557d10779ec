import { and, asc, eq, isNull } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { members, users } from "#db/schema/index.ts";
import { actingMemberId, type Context } from "../context.ts";
import { conflict, invalid, notFound } from "../errors.ts";
import { type Role, type Side, signingSide } from "../permissions.ts";
import type { Member } from "./schemas.ts";

export const memberColumns = {
  id: members.id,
  name: users.name,
  email: users.email,
  role: members.role,
  side: members.side,
  joinedAt: members.createdAt,
};

type MemberRow = { id: number; name: string; email: string; role: Role; side: Side | null; joinedAt: Date };

export function toMember(ctx: Context, row: MemberRow): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    side: row.side,
    signs_for: signingSide(row),
    joined_at: row.joinedAt.toISOString(),
    is_you: row.id === actingMemberId(ctx),
  };
}

/** A member who was not removed. @throws AppError `not_found`, also for ids of other workspaces. */
export async function loadMember(tx: Tx, workspaceId: number, id: number) {
  const [found] = await tx
    .select(memberColumns)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, id), isNull(members.removedAt)));
  if (!found) throw notFound("Member");
  return found;
}

/**
 * Locks the administrators, so that two of them cannot lose the role at the same time, and makes sure that one
 * other than `memberId` stays. @throws AppError `conflict`.
 */
export async function keepAnAdmin(tx: Tx, workspaceId: number, memberId: number): Promise<void> {
  const admins = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.role, "admin"), isNull(members.removedAt)))
    .orderBy(asc(members.id))
    .for("update");
  if (admins.some((admin) => admin.id === memberId) && admins.length === 1) {
    throw conflict("The last administrator cannot be removed or given another role", [
      { path: "role", message: "The workspace needs an administrator", code: "last_admin" },
    ]);
  }
}

/** The side to store: only an administrator is given one. @throws AppError `invalid`. */
export function sideFor(role: Role, side: Side | null): Side | null {
  if (role !== "admin" && side !== null) {
    throw invalid([
      {
        path: "side",
        message: "Only an administrator is given a side; the others sign by role",
        code: "side_not_admin",
      },
    ]);
  }
  return side;
}
