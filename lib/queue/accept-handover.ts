import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { assertOpen, decide, lockHandover } from "./internal.ts";
import type { acceptHandoverOperation } from "./operations.ts";
import type { Decision } from "./schemas.ts";

/**
 * Accepts a lead for sales: stage `sal`, and the caller becomes owner of what has none.
 * @throws AppError `not_found`, `conflict` naming who decided before.
 */
export async function acceptHandover(
  ctx: Context,
  input: OperationInput<typeof acceptHandoverOperation>,
): Promise<Decision> {
  authorize(ctx, "queue:work");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const handover = await lockHandover(tx, workspaceId, input.id);
    await assertOpen(tx, ctx, handover);
    const ownerId = handover.ownerId ?? handover.leadOwnerId ?? actingMemberId(ctx);
    const claimsLead = handover.leadOwnerId === null && ownerId !== null;
    if (claimsLead) {
      await tx.$client.query("update leads set owner_id = $3 where workspace_id = $1 and id = $2", [
        workspaceId,
        handover.leadId,
        ownerId,
      ]);
    }
    const decision = await decide(tx, ctx, handover, {
      state: "accepted",
      stage: "sal",
      reason: null,
      ownerId,
    });
    // What reopening has to give back.
    await audit(tx, ctx, "queue.accept", `handover:${handover.id}`, {
      lead: handover.leadId,
      owner_before: handover.ownerId,
      lead_owner_before: handover.leadOwnerId,
    });
    return decision;
  });
}
