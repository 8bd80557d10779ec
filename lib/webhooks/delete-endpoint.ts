import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { webhookEndpoints } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadEndpoint } from "./internal.ts";
import type { deleteEndpointOperation } from "./operations.ts";

/** Deletes an endpoint with all messages to it. @throws AppError `not_found` */
export async function deleteEndpoint(
  ctx: Context,
  { key }: OperationInput<typeof deleteEndpointOperation>,
): Promise<{ key: string }> {
  authorize(ctx, "webhooks:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const { id, name } = await loadEndpoint(tx, workspaceId, key, { lock: true });
    await tx
      .delete(webhookEndpoints)
      .where(and(eq(webhookEndpoints.workspaceId, workspaceId), eq(webhookEndpoints.id, id)));
    await audit(tx, ctx, "webhooks.delete", `webhook:${key}`, { name });
    return { key };
  });
}
