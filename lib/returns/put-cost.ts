import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { sourceKey } from "./figures.ts";
import { loadCost } from "./list-costs.ts";
import type { Cost, PutCost } from "./schemas.ts";

/** Says what a source cost in a month; what was said before is replaced. */
export async function putCost(ctx: Context, { source, month, amount }: PutCost): Promise<Cost> {
  authorize(ctx, "costs:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const [id = 0] = await writeCosts(tx, ctx, [{ source, month, amount }]);
    const cost = await loadCost(tx, workspaceId, id);
    if (!cost) throw notFound("Cost");
    await audit(tx, ctx, "costs.put", `cost:${id}`, { source: cost.source, month, amount });
    return cost;
  });
}

/**
 * Writes costs, no two of the same source and month; the name of a source that is known already stays as it was written
 * first. @returns their ids, in the order of `costs`
 */
export async function writeCosts(tx: Tx, ctx: Context, costs: readonly PutCost[]): Promise<number[]> {
  const made = await tx.$client.query<{ id: string }>(
    `insert into marketing_costs as c (workspace_id, source, source_key, month, amount, updated_by)
     select $1, coalesce((select k.source from marketing_costs k where k.workspace_id = $1
         and k.source_key = n.key order by k.month, k.id limit 1), n.source), n.key, n.month, n.amount, $6
     from unnest($2::text[], $3::text[], $4::date[], $5::numeric[]) with ordinality
       as n (source, key, month, amount, place) order by n.place
     on conflict (workspace_id, source_key, month) do update set amount = excluded.amount,
       updated_by = excluded.updated_by, updated_at = now() returning id`,
    [
      ctx.workspaceId,
      costs.map(({ source }) => source),
      costs.map(({ source }) => sourceKey(source)),
      costs.map(({ month }) => `${month}-01`),
      costs.map(({ amount }) => amount),
      actingMemberId(ctx),
    ],
  );
  return made.rows.map((row) => Number(row.id));
}
