import { inWorkspace } from "#db/client.ts";
import { webhookDeliveries } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { attemptDelivery } from "./attempt.ts";
import { claimOne } from "./claim.ts";
import { loadEndpoint } from "./internal.ts";
import type { testEndpointOperation } from "./operations.ts";
import { newMessageId } from "./queue-delivery.ts";
import type { Tested } from "./schemas.ts";
import { settle } from "./settle.ts";
import { TEST_TYPE, testEvent } from "./test-event.ts";

/** Sends a test, also to an endpoint that is disabled, and tells what came of it. @throws AppError `not_found` */
export async function testEndpoint(
  ctx: Context,
  { key }: OperationInput<typeof testEndpointOperation>,
): Promise<Tested> {
  authorize(ctx, "webhooks:manage");
  const { workspaceId } = ctx;
  const now = new Date();
  const claim = await inWorkspace(workspaceId, async (tx) => {
    const endpoint = await loadEndpoint(tx, workspaceId, key);
    const [made] = await tx
      .insert(webhookDeliveries)
      .values({
        workspaceId,
        endpointId: endpoint.id,
        messageId: newMessageId(),
        type: TEST_TYPE,
        payload: testEvent(endpoint, now),
      })
      .returning({ id: webhookDeliveries.id });
    if (!made) throw new Error("the test was not stored");
    await audit(tx, ctx, "webhooks.test", `webhook:${key}`);
    return claimOne(tx, workspaceId, made.id, now);
  });
  const result = await attemptDelivery(claim, now);
  await settle(claim, result, new Date());
  const { status, error, response, ms } = result;
  return { delivered: error === null, status, error, response, ms };
}
