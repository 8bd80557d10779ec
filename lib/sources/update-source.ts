import { and, eq, sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { sources } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import type { updateSourceOperation } from "./operations.ts";

/** Renames a source, or revokes its write keys at once. @throws AppError `not_found`. */
export async function updateSource(
  ctx: Context,
  { id, name, disabled }: OperationInput<typeof updateSourceOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "sources:manage");
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const [updated] = await tx
      .update(sources)
      .set({
        name: name ?? sql`${sources.name}`,
        ...(disabled === undefined ? {} : { disabledAt: disabled ? new Date() : null }),
      })
      .where(and(eq(sources.workspaceId, ctx.workspaceId), eq(sources.id, id)))
      .returning({ id: sources.id });
    if (!updated) throw notFound("source");
    await audit(tx, ctx, "sources.update", `source:${id}`, { name, disabled });
    return updated;
  });
}
