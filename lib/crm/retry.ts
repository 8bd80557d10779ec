import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import { connectionByKey } from "./connection.ts";
import type { retryOperation } from "./operations.ts";

/**
 * Tries again at once what the CRM refused and what waits for it, also where it had asked to be left alone or had stopped
 * for its credentials. @throws AppError `not_found`
 */
export async function retryConnection(
  ctx: Context,
  { key }: OperationInput<typeof retryOperation>,
): Promise<{ retried: number }> {
  authorize(ctx, "crm:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const { id } = await connectionByKey(tx, workspaceId, key);
    await tx.$client.query(
      `update crm_connections set blocked_until = null, fields_ready_at = null,
         state = case when state = 'refused' then 'active' else state end where workspace_id = $1 and id = $2`,
      [workspaceId, id],
    );
    const { rowCount } = await tx.$client.query(
      `update crm_changes set state = 'waiting', next_at = now(), error = null, error_text = null
       where workspace_id = $1 and connection_id = $2 and (state = 'failed' or next_at > now())`,
      [workspaceId, id],
    );
    await sendJob(tx, "crm.send", { workspaceId, connectionId: id });
    await audit(tx, ctx, "crm.retry", `crm:${key}`, { retried: rowCount ?? 0 });
    return { retried: rowCount ?? 0 };
  });
}
