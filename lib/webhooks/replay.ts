import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import { type EndpointRow, loadEndpoint } from "./internal.ts";
import type { replayDeadOperation, replayDeliveryOperation } from "./operations.ts";

const BATCH = 5_000;

const AGAIN = `update webhook_deliveries set state = 'waiting', attempts_before = attempts, next_at = now(),
  leased_until = null, last_error = null where workspace_id = $1 and endpoint_id = $2`;

async function enabled(tx: Tx, workspaceId: number, key: string): Promise<EndpointRow> {
  const endpoint = await loadEndpoint(tx, workspaceId, key, { lock: true });
  if (endpoint.disabledAt === null) return endpoint;
  const message = "The webhook is disabled: enable it first";
  throw conflict(message, [{ path: "key", message, code: "webhook_disabled" }]);
}

/**
 * Sends a message again under its own id; the waits between attempts begin anew.
 * @throws AppError `not_found`, `conflict` where it is still being sent or the endpoint is disabled.
 */
export async function replayDelivery(
  ctx: Context,
  { key, id }: OperationInput<typeof replayDeliveryOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "webhooks:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const endpoint = await enabled(tx, workspaceId, key);
    const found = await tx.$client.query<{ state: string }>(
      `select state from webhook_deliveries where workspace_id = $1 and endpoint_id = $2 and id = $3 for update`,
      [workspaceId, endpoint.id, id],
    );
    const [delivery] = found.rows;
    if (!delivery) throw notFound("Delivery");
    if (delivery.state === "waiting") throw conflict("The message waits to be sent already");
    await tx.$client.query(`${AGAIN} and id = $3`, [workspaceId, endpoint.id, id]);
    await sendJob(tx, "webhooks.deliver", { workspaceId });
    await audit(tx, ctx, "webhooks.replay", `webhook:${key}`, { delivery: id });
    return { id };
  });
}

/** Sends again whatever was given up, oldest first. @throws AppError `not_found`, `conflict` where it is disabled. */
export async function replayDead(
  ctx: Context,
  { key }: OperationInput<typeof replayDeadOperation>,
): Promise<{ replayed: number; more: boolean }> {
  authorize(ctx, "webhooks:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const endpoint = await enabled(tx, workspaceId, key);
    const done = await tx.$client.query(
      `${AGAIN} and id in (select id from webhook_deliveries where workspace_id = $1 and endpoint_id = $2
         and state = 'dead' and type <> 'webhook.test' order by id limit $3)`,
      [workspaceId, endpoint.id, BATCH],
    );
    const replayed = done.rowCount ?? 0;
    if (replayed > 0) await sendJob(tx, "webhooks.deliver", { workspaceId });
    await audit(tx, ctx, "webhooks.replay", `webhook:${key}`, { replayed });
    return { replayed, more: replayed === BATCH };
  });
}
