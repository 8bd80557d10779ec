import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { members, users } from "#db/schema/index.ts";
import { authorize, type Context } from "../context.ts";
import { memberColumns, toMember } from "./internal.ts";
import type { Member } from "./schemas.ts";

/** Everybody who belongs to the workspace now, by name. */
export async function listMembers(ctx: Context): Promise<{ members: Member[] }> {
  authorize(ctx, "members:read");
  const rows = await inWorkspace(
    ctx.workspaceId,
    (tx) =>
      tx
        .select(memberColumns)
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(and(eq(members.workspaceId, ctx.workspaceId), isNull(members.removedAt)))
        .orderBy(asc(sql`lower(${users.name})`), asc(members.id)),
    { readOnly: true },
  );
  return { members: rows.map((row) => toMember(ctx, row)) };
}
