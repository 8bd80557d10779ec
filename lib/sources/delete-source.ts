import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { sources } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import type { deleteSourceOperation } from "./operations.ts";

/** Deletes a source and with it its write keys; events that came from it stay. @throws AppError `not_found`. */
export async function deleteSource(
  ctx: Context,
  { id }: OperationInput<typeof deleteSourceOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "sources:manage");
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const [deleted] = await tx
      .delete(sources)
      .where(and(eq(sources.workspaceId, ctx.workspaceId), eq(sources.id, id)))
      .returning({ id: sources.id, name: sources.name });
    if (!deleted) throw notFound("source");
    await audit(tx, ctx, "sources.delete", `source:${id}`, { name: deleted.name });
    return { id };
  });
}
