import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { webhookEndpoints } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { assertReachable } from "../outbound/target.ts";
import { loadEndpoint } from "./internal.ts";
import type { updateEndpointOperation } from "./operations.ts";
import { disableEndpoint } from "./settle.ts";

/**
 * Changes an endpoint's name or address, disables or enables it. What was given up stays so until it is replayed.
 * @throws AppError `not_found`, `invalid` for an address that is not public.
 */
export async function updateEndpoint(
  ctx: Context,
  { key, name, url, disabled }: OperationInput<typeof updateEndpointOperation>,
): Promise<{ key: string }> {
  authorize(ctx, "webhooks:manage");
  if (url !== undefined) await assertReachable(url);
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const endpoint = await loadEndpoint(tx, workspaceId, key, { lock: true });
    await tx
      .update(webhookEndpoints)
      .set({
        name: name ?? endpoint.name,
        url: url ?? endpoint.url,
        // A new address has not failed yet.
        ...(url === undefined && disabled !== false ? {} : { failingSince: null }),
        ...(disabled === false ? { disabledAt: null, disabledReason: null } : {}),
      })
      .where(and(eq(webhookEndpoints.workspaceId, workspaceId), eq(webhookEndpoints.id, endpoint.id)));
    if (disabled === true) await disableEndpoint(tx, workspaceId, endpoint.id, "by_hand", new Date());
    await audit(tx, ctx, "webhooks.update", `webhook:${key}`, {
      name,
      host: url === undefined ? undefined : new URL(url).host,
      disabled,
    });
    return { key };
  });
}
