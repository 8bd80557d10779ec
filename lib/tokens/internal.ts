import { eq, type SQL } from "drizzle-orm";
import { apiTokens } from "#db/schema/index.ts";
import type { Context } from "../context.ts";
import { can } from "../permissions.ts";

/** Whose tokens the actor may see and revoke: everybody's for who manages members, else only its own. */
export function withinReach(ctx: Context): SQL | undefined {
  if (ctx.actor.kind === "system" || can(ctx.actor.role, "members:manage")) return undefined;
  return eq(apiTokens.memberId, ctx.actor.memberId);
}
