import { inWorkspace } from "#db/client.ts";
import { promoPools } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { readInstant } from "../scoring/values.ts";
import { unstorable } from "../storable.ts";
import type { createPoolOperation } from "./operations.ts";
import { readPool } from "./pools.ts";
import type { Pool } from "./schemas.ts";

/** Makes a pool. @throws AppError `conflict` where the key is taken. */
export async function createPool(
  ctx: Context,
  input: OperationInput<typeof createPoolOperation>,
): Promise<Pool> {
  authorize(ctx, "promo:manage");
  const { workspaceId } = ctx;
  const { key, name, pattern, limit } = input;
  const unfit = unstorable(name, "name");
  if (unfit) throw invalid([{ path: "name", message: unfit }]);
  const expiresAt = input.expires_at === null ? null : new Date(readInstant(input.expires_at));
  return inWorkspace(workspaceId, async (tx) => {
    const made = await tx
      .insert(promoPools)
      .values({ workspaceId, key, name, pattern, limit, expiresAt, warnBelow: input.warn_below })
      .onConflictDoNothing()
      .returning({ id: promoPools.id });
    if (made.length === 0) throw conflict("There is a pool of this key");
    await audit(tx, ctx, "promo.create", `promo:${key}`, { name, pattern, limit });
    return readPool(tx, workspaceId, key);
  });
}
