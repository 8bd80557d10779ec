import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadMoney } from "./get-return.ts";
import type { listCostsOperation } from "./operations.ts";
import type { Cost, CostList } from "./schemas.ts";

type Row = { id: string; source: string; month: string; amount: number; at: Date; by: string | null };

const SELECT = `select c.id, c.source, to_char(c.month, 'YYYY-MM') as month, c.amount::float8 as amount,
    c.updated_at as at, u.name as by
  from marketing_costs c left join members m on m.workspace_id = $1 and m.id = c.updated_by
  left join users u on u.id = m.user_id where c.workspace_id = $1`;

const toCost = ({ id, source, month, amount, at, by }: Row): Cost => ({
  id: Number(id),
  source,
  month,
  amount,
  updated_at: at.toISOString(),
  updated_by: by,
});

/** What is known of costs, newest month first. */
export async function listCosts(
  ctx: Context,
  { limit, cursor }: OperationInput<typeof listCostsOperation>,
): Promise<CostList> {
  authorize(ctx, "reports:read");
  const [month, id] = cursor === undefined ? [null, null] : cursor.split("_");
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const { currency } = await loadMoney(tx, ctx.workspaceId);
      const found = await tx.$client.query<Row>(
        `${SELECT} and ($2::date is null or (c.month, c.id) < ($2::date, $3::bigint))
         order by c.month desc, c.id desc limit $4`,
        [ctx.workspaceId, month && `${month}-01`, id, limit + 1],
      );
      const items = found.rows.slice(0, limit).map(toCost);
      const last = items.at(-1);
      const more = found.rows.length > limit && last;
      return { currency, items, next_cursor: more ? `${last.month}_${last.id}` : null };
    },
    { readOnly: true },
  );
}

export async function loadCost(tx: Tx, workspaceId: number, id: number): Promise<Cost | null> {
  const found = await tx.$client.query<Row>(`${SELECT} and c.id = $2`, [workspaceId, id]);
  const [row] = found.rows;
  return row ? toCost(row) : null;
}
