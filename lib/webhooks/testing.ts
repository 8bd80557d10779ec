import { inWorkspace } from "#db/client.ts";
import type { Context } from "../context.ts";
import { createEndpoint } from "./create-endpoint.ts";
import { dispatch, settled } from "./dispatch.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { queueDelivery } from "./queue-delivery.ts";
import type { Delivery, NewEndpoint } from "./schemas.ts";
import type { WebhookFormat } from "./states.ts";

export const endpointAt = (
  ctx: Context,
  url: string,
  format: WebhookFormat = "standard",
): Promise<NewEndpoint> => createEndpoint(ctx, { name: "Receiver", url, format });

/** Stores messages, each with its place in `n`; returns their ids. */
export function store(workspaceId: number, key: string, count = 1): Promise<number[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ id: number }>(
      "select id::int as id from webhook_endpoints where workspace_id = $1 and key = $2",
      [workspaceId, key],
    );
    const ids: number[] = [];
    for (let n = 0; n < count; n++) {
      const id = await queueDelivery(tx, workspaceId, found.rows[0]?.id ?? 0, {
        type: "lead.group_entered",
        payload: { type: "lead.group_entered", timestamp: new Date().toISOString(), data: { n } },
        leadId: null,
      });
      if (id !== null) ids.push(id);
    }
    return ids;
  });
}

/** Sends what is due after so many milliseconds from now, and waits for all of it. */
export async function deliver(workspaceId: number, inMs = 0): Promise<void> {
  await dispatch(workspaceId, inMs);
  await settled();
}

export async function deliveryOf(ctx: Context, key: string, id: number): Promise<Delivery> {
  const { items } = await listDeliveries(ctx, { key, limit: 100 });
  const found = items.find((item) => item.id === id);
  if (!found) throw new Error(`delivery ${id} is not listed`);
  return found;
}
