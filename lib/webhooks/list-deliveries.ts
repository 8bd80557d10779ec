import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadEndpoint } from "./internal.ts";
import type { listDeliveriesOperation } from "./operations.ts";
import type { Deliveries, Delivery } from "./schemas.ts";

type Row = Omit<Delivery, "created_at" | "next_at" | "last_at" | "lead"> & {
  created_at: Date;
  next_at: Date | null;
  last_at: Date | null;
  lead_id: number | null;
  lead_name: string | null;
};

/** Messages to an endpoint, newest first. @throws AppError `not_found` */
export async function listDeliveries(
  ctx: Context,
  { key, state, limit, cursor }: OperationInput<typeof listDeliveriesOperation>,
): Promise<Deliveries> {
  authorize(ctx, "webhooks:manage");
  const { workspaceId } = ctx;
  const rows = await inWorkspace(
    workspaceId,
    async (tx) => {
      const endpoint = await loadEndpoint(tx, workspaceId, key);
      const found = await tx.$client.query<Row>(
        `select d.id::int as id, d.message_id, d.type, d.state, d.attempts, d.created_at,
           case when d.state = 'waiting' then d.next_at end as next_at, d.last_at, d.last_status, d.last_error,
           d.last_response, d.last_ms, d.payload, l.id::int as lead_id, coalesce(l.display_name, l.email) as lead_name
         from webhook_deliveries d left join leads l on l.workspace_id = $1 and l.id = d.lead_id
         where d.workspace_id = $1 and d.endpoint_id = $2 and ($3::text is null or d.state = $3)
           and ($4::bigint is null or d.id < $4) order by d.id desc limit $5`,
        [workspaceId, endpoint.id, state ?? null, cursor ?? null, limit + 1],
      );
      return found.rows;
    },
    { readOnly: true },
  );
  const items = rows.slice(0, limit).map(
    ({ lead_id, lead_name, ...row }): Delivery => ({
      ...row,
      created_at: row.created_at.toISOString(),
      next_at: row.next_at?.toISOString() ?? null,
      last_at: row.last_at?.toISOString() ?? null,
      lead: lead_id === null ? null : { id: lead_id, name: lead_name },
    }),
  );
  return { items, next_cursor: rows.length > limit ? String(items.at(-1)?.id) : null };
}
