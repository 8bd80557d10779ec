import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { webhookEndpoints } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadEndpoint } from "./internal.ts";
import type { rotateSecretOperation } from "./operations.ts";
import type { RotatedSecret } from "./schemas.ts";
import { newSecret, sealSecret } from "./secret.ts";

const HOUR_MS = 3_600_000;

/**
 * Gives an endpoint a new secret; until the overlap ends messages carry a signature by each of the two.
 * @throws AppError `not_found`
 */
export async function rotateSecret(
  ctx: Context,
  { key, keep_old_hours: hours }: OperationInput<typeof rotateSecretOperation>,
): Promise<RotatedSecret> {
  authorize(ctx, "webhooks:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const endpoint = await loadEndpoint(tx, workspaceId, key, { lock: true });
    const secret = newSecret();
    const until = hours === 0 ? null : new Date(Date.now() + hours * HOUR_MS);
    await tx
      .update(webhookEndpoints)
      .set({
        secret: sealSecret(secret, workspaceId, key),
        previousSecret: until ? endpoint.secret : null,
        previousUntil: until,
      })
      .where(and(eq(webhookEndpoints.workspaceId, workspaceId), eq(webhookEndpoints.id, endpoint.id)));
    await audit(tx, ctx, "webhooks.rotate", `webhook:${key}`, { keep_old_hours: hours });
    return { key, name: endpoint.name, secret, previous_until: until?.toISOString() ?? null };
  });
}
