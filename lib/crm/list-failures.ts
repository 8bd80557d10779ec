import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { connectionByKey } from "./connection.ts";
import type { listFailuresOperation } from "./operations.ts";
import type { CrmFailure } from "./schemas.ts";

/** Leads that the CRM refused, by their ids. @throws AppError `not_found` */
export async function listFailures(
  ctx: Context,
  { key, after, limit }: OperationInput<typeof listFailuresOperation>,
): Promise<{ items: CrmFailure[]; more: boolean }> {
  authorize(ctx, "crm:manage");
  const { workspaceId } = ctx;
  const { rows } = await inWorkspace(
    workspaceId,
    async (tx) => {
      const { id } = await connectionByKey(tx, workspaceId, key);
      return tx.$client.query<{ id: number; name: string | null; text: string | null }>(
        `select l.id::int as id, coalesce(l.display_name, l.email) as name, c.error_text as text
         from crm_changes c join leads l on l.workspace_id = $1 and l.id = c.lead_id
         where c.workspace_id = $1 and c.connection_id = $2 and c.state = 'failed' and c.lead_id > $3
         order by c.lead_id limit $4`,
        [workspaceId, id, after, limit + 1],
      );
    },
    { readOnly: true },
  );
  const items = rows.slice(0, limit).map(({ id, name, text }) => ({ lead: { id, name }, text }));
  return { items, more: rows.length > limit };
}
