import { and, eq, sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { sources } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import type { rotateKeyOperation } from "./operations.ts";
import type { RotatedKey } from "./schemas.ts";
import { newWriteKey, writeKeyHash } from "./write-key.ts";

/**
 * Gives a source a new write key, good at once. The present one goes on for `keep_old_hours`; one that was going on
 * from an earlier rotation ends now. @throws AppError `not_found`.
 */
export async function rotateWriteKey(
  ctx: Context,
  { id, keep_old_hours }: OperationInput<typeof rotateKeyOperation>,
): Promise<RotatedKey> {
  authorize(ctx, "sources:manage");
  const key = newWriteKey();
  const keeps = keep_old_hours > 0;
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const [rotated] = await tx
      .update(sources)
      .set({
        writeKeyHash: writeKeyHash(key),
        prefix: key.slice(0, 8),
        previousKeyHash: keeps ? sql`${sources.writeKeyHash}` : null,
        previousUntil: keeps ? sql`now() + make_interval(hours => ${keep_old_hours})` : null,
      })
      .where(and(eq(sources.workspaceId, ctx.workspaceId), eq(sources.id, id)))
      .returning({ id: sources.id, name: sources.name, until: sources.previousUntil });
    if (!rotated) throw notFound("source");
    await audit(tx, ctx, "sources.rotate", `source:${id}`, { keep_old_hours });
    return {
      id: rotated.id,
      name: rotated.name,
      write_key: key,
      previous_until: rotated.until?.toISOString() ?? null,
    };
  });
}
