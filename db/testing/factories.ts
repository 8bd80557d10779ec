import { randomBytes } from "node:crypto";
import type { Context } from "../../lib/context.ts";
import type { Role, Side } from "../../lib/permissions.ts";
import { inWorkspace, outsideWorkspaces } from "../client.ts";
import { members, users, workspaces } from "../schema/index.ts";

/** A short text that no other test has. */
export const unique = (prefix = "t") => `${prefix}${randomBytes(5).toString("hex")}`;

/** A new workspace's id. */
export async function createWorkspace(name = unique("workspace ")): Promise<number> {
  return outsideWorkspaces(async (tx) => {
    const found = await tx.insert(workspaces).values({ name }).returning({ id: workspaces.id });
    return only(found).id;
  });
}

/** The one row of an insert or a look-up by key. */
export function only<T>(rows: T[]): T {
  const [row] = rows;
  if (row === undefined || rows.length !== 1) throw new Error(`expected one row, found ${rows.length}`);
  return row;
}

export type TestMember = { ctx: Context; memberId: number; userId: number; email: string };

/** A member with a role, and the context in which it acts. */
export async function createMember(
  workspaceId: number,
  role: Role,
  side: Side | null = null,
): Promise<TestMember> {
  const email = `${unique(role)}@example.test`;
  const userId = await outsideWorkspaces(
    async (tx) => only(await tx.insert(users).values({ email, name: email }).returning({ id: users.id })).id,
  );
  const memberId = await inWorkspace(
    workspaceId,
    async (tx) =>
      only(await tx.insert(members).values({ workspaceId, userId, role, side }).returning({ id: members.id }))
        .id,
  );
  const ctx: Context = {
    workspaceId,
    actor: { kind: "member", memberId, userId, role, side, via: "session" },
    requestId: unique("request-"),
  };
  return { ctx, memberId, userId, email };
}
