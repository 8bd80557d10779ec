import { eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { users } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { getMe } from "./get-me.ts";
import { acting } from "./me-internal.ts";
import type { Me, UpdateMeInput } from "./me-schemas.ts";

/** Changes the acting person's own name and preferences; nobody else's can be named. */
export async function updateMe(ctx: Context, input: UpdateMeInput): Promise<Me> {
  const { userId } = acting(ctx);
  if (Object.values(input).some((value) => value !== undefined)) {
    await inWorkspace(ctx.workspaceId, async (tx) => {
      await tx
        .update(users)
        .set({ name: input.name, locale: input.locale, timeZone: input.time_zone })
        .where(eq(users.id, userId));
      await audit(tx, ctx, "me.update", `user:${userId}`, { fields: Object.keys(input) });
    });
  }
  return getMe(ctx);
}
