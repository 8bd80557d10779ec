import { desc, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { sources } from "#db/schema/index.ts";
import { authorize, type Context } from "../context.ts";
import type { Source } from "./schemas.ts";

const LIMIT = 500;

export async function listSources(ctx: Context): Promise<{ items: Source[] }> {
  authorize(ctx, "sources:manage");
  const rows = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select()
      .from(sources)
      .where(eq(sources.workspaceId, ctx.workspaceId))
      .orderBy(desc(sources.id))
      .limit(LIMIT),
  );
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      prefix: row.prefix,
      events_per_minute: row.eventsPerMinute,
      disabled: row.disabledAt !== null,
      created_at: row.createdAt.toISOString(),
    })),
  };
}
