import { and, desc, eq, lt } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { rejectedEvents } from "#db/schema/index.ts";
import { authorize, type Context } from "../context.ts";
import type { ListRejected, RejectedEvents } from "./rejected-schemas.ts";

export async function listRejectedEvents(ctx: Context, input: ListRejected): Promise<RejectedEvents> {
  authorize(ctx, "events:read");
  const rows = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select()
      .from(rejectedEvents)
      .where(
        and(
          eq(rejectedEvents.workspaceId, ctx.workspaceId),
          input.cursor === undefined ? undefined : lt(rejectedEvents.id, input.cursor),
        ),
      )
      .orderBy(desc(rejectedEvents.id))
      .limit(input.limit + 1),
  );
  const items = rows.slice(0, input.limit).map((row) => ({
    id: row.id,
    source_id: row.sourceId,
    received_at: row.receivedAt.toISOString(),
    reason: row.reason,
    payload: row.payload,
  }));
  return { items, next_cursor: rows.length > input.limit ? String(items.at(-1)?.id) : null };
}
