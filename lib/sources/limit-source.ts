import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { sources } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import type { limitSourceOperation } from "./operations.ts";

/** Sets how many messages a minute are taken from a source; counts within seconds. @throws AppError `not_found` */
export async function limitSource(
  ctx: Context,
  input: OperationInput<typeof limitSourceOperation>,
): Promise<{ events_per_minute: number | null }> {
  authorize(ctx, "sources:manage");
  const { id, events_per_minute } = input;
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const changed = await tx
      .update(sources)
      .set({ eventsPerMinute: events_per_minute })
      .where(and(eq(sources.workspaceId, ctx.workspaceId), eq(sources.id, id)))
      .returning({ id: sources.id });
    if (changed.length === 0) throw notFound("Source");
    await audit(tx, ctx, "sources.limit", `source:${id}`, { events_per_minute });
    return { events_per_minute };
  });
}
