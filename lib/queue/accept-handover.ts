import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { type Deed, newDeed } from "./deeds.ts";
import { assertMine, assertOpen, decide, lockHandover } from "./internal.ts";
import type { acceptHandoverOperation } from "./operations.ts";
import type { Decision } from "./schemas.ts";

/**
 * Accepts a lead for sales: stage `sal`, and the caller becomes owner of what has none.
 * @throws AppError `not_found`, `conflict` naming who decided before or who has claimed it.
 */
export async function acceptHandover(
  ctx: Context,
  input: OperationInput<typeof acceptHandoverOperation>,
): Promise<Decision> {
  authorize(ctx, "queue:work");
  return inWorkspace(ctx.workspaceId, (tx) => acceptIn(tx, ctx, input, newDeed("accept")));
}

/** `stage` is left as it is where `keepStage` is set: something further on was recorded with it. */
export async function acceptIn(
  tx: Tx,
  ctx: Context,
  input: { id: number; keepStage?: boolean },
  deed: Deed,
): Promise<Decision> {
  const { workspaceId } = ctx;
  const handover = await lockHandover(tx, workspaceId, input.id);
  await assertOpen(tx, ctx, handover);
  await assertMine(tx, ctx, handover);
  const ownerId = handover.ownerId ?? handover.leadOwnerId ?? actingMemberId(ctx);
  const leadOwnerId = handover.leadOwnerId ?? ownerId;
  if (leadOwnerId !== handover.leadOwnerId) {
    await tx.$client.query("update leads set owner_id = $3 where workspace_id = $1 and id = $2", [
      workspaceId,
      handover.leadId,
      leadOwnerId,
    ]);
  }
  const decision = await decide(
    tx,
    ctx,
    handover,
    { state: "accepted", stage: input.keepStage ? null : "sal", reason: null, ownerId, leadOwnerId },
    deed,
  );
  // What reopening has to give back.
  await audit(tx, ctx, "queue.accept", `handover:${handover.id}`, {
    lead: handover.leadId,
    owner_before: handover.ownerId,
    lead_owner_before: handover.leadOwnerId,
  });
  return decision;
}
