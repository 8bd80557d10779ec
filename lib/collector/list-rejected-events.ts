import { and, desc, eq, lt, sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { rejectedEvents } from "#db/schema/index.ts";
import { authorize, type Context } from "../context.ts";
import type { ListRejected, RejectedEvents } from "./rejected-schemas.ts";

/** What a list shows of a message: a page of them must not be hundreds of megabytes. */
const SHOWN = 100_000;

/** Messages that could not be taken, newest first. */
export function listRejectedEvents(ctx: Context, input: ListRejected): Promise<RejectedEvents> {
  return rejectedPage(ctx, input, SHOWN);
}

/** The same with so many characters of each message at most. */
export async function rejectedPage(
  ctx: Context,
  input: ListRejected,
  shown: number,
): Promise<RejectedEvents> {
  authorize(ctx, "events:read");
  const rows = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({
        id: rejectedEvents.id,
        source_id: rejectedEvents.sourceId,
        receivedAt: rejectedEvents.receivedAt,
        reason: rejectedEvents.reason,
        payload: sql<string>`left(${rejectedEvents.payload}, ${shown})`,
      })
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
  const items = rows.slice(0, input.limit).map(({ receivedAt, ...row }) => ({
    ...row,
    received_at: receivedAt.toISOString(),
  }));
  return { items, next_cursor: rows.length > input.limit ? String(items.at(-1)?.id) : null };
}
