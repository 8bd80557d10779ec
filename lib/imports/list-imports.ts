import { and, desc, eq, lt, ne } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { imports } from "#db/schema/index.ts";
import { authorize, type Context } from "../context.ts";
import type { ImportSummary } from "./schemas.ts";
import { summaryOf } from "./view.ts";

/** Imports, newest first; `cursor` is the id of the last one seen. Uploads under way are left out. */
export async function listImports(
  ctx: Context,
  input: { limit: number; cursor?: number },
): Promise<{ items: ImportSummary[]; next_cursor: number | null }> {
  authorize(ctx, "imports:read");
  const rows = await inWorkspace(
    ctx.workspaceId,
    (tx) =>
      tx
        .select()
        .from(imports)
        .where(
          and(
            eq(imports.workspaceId, ctx.workspaceId),
            ne(imports.state, "uploading"),
            input.cursor === undefined ? undefined : lt(imports.id, input.cursor),
          ),
        )
        .orderBy(desc(imports.id))
        .limit(input.limit + 1),
    { readOnly: true },
  );
  const items = rows.slice(0, input.limit).map((row) => summaryOf(row));
  return { items, next_cursor: rows.length > input.limit ? (items.at(-1)?.id ?? null) : null };
}
