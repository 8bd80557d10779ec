import { eq, sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { acting } from "./me-internal.ts";

/** Ends every session of the acting person, in all workspaces. API tokens stay: they are revoked one by one. */
export async function signOutEverywhere(ctx: Context): Promise<{ done: true }> {
  const { userId } = acting(ctx);
  await inWorkspace(ctx.workspaceId, async (tx) => {
    await tx
      .update(users)
      .set({ sessionVersion: sql`${users.sessionVersion} + 1` })
      .where(eq(users.id, userId));
    await audit(tx, ctx, "me.sign_out_everywhere", `user:${userId}`);
  });
  return { done: true };
}
