import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { lockPool } from "./give-code.ts";
import type { addCodesOperation } from "./operations.ts";
import { readPool } from "./pools.ts";
import type { Pool } from "./schemas.ts";

/** Adds codes to a list. @throws AppError `not_found`, `conflict` for a pool that makes its codes by a pattern. */
export async function addCodes(
  ctx: Context,
  { key, codes }: OperationInput<typeof addCodesOperation>,
): Promise<{ added: number; pool: Pool }> {
  authorize(ctx, "promo:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const pool = await lockPool(tx, workspaceId, key);
    if (!pool) throw notFound("Pool");
    if (pool.pattern !== null) throw conflict("This pool makes its codes by a pattern");
    const added = await tx.$client.query(
      `insert into promo_codes (workspace_id, pool_id, code) select $1, $2, c from unnest($3::text[]) with ordinality as u (c, n)
       order by n on conflict do nothing`,
      [workspaceId, pool.id, [...new Set(codes)]],
    );
    await audit(tx, ctx, "promo.add_codes", `promo:${key}`, { added: added.rowCount ?? 0 });
    return { added: added.rowCount ?? 0, pool: await readPool(tx, workspaceId, key) };
  });
}
