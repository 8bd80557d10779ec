import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { noteResponse } from "../sla/note-response.ts";
import { type Deed, newDeed } from "./deeds.ts";
import { assertOpen, claimedByOther, lockHandover, setOwner, toDecision } from "./internal.ts";
import type { claimHandoverOperation } from "./operations.ts";
import type { Decision } from "./schemas.ts";

/**
 * Takes a lead that nobody has, before it is decided. One's own is answered as it is.
 * @throws AppError `not_found`, `conflict` naming who was faster.
 */
export async function claimHandover(
  ctx: Context,
  input: OperationInput<typeof claimHandoverOperation>,
): Promise<Decision> {
  authorize(ctx, "queue:work");
  return inWorkspace(ctx.workspaceId, (tx) => claimIn(tx, ctx, input, newDeed("claim")));
}

export async function claimIn(tx: Tx, ctx: Context, { id }: { id: number }, deed: Deed): Promise<Decision> {
  const { workspaceId } = ctx;
  const me = actingMemberId(ctx);
  if (me === null) throw new AppError("forbidden", "Only a member can claim a lead");
  // Whoever waits for this lock reads what the winner has committed.
  const handover = await lockHandover(tx, workspaceId, id);
  await assertOpen(tx, ctx, handover);
  if (handover.ownerId === me) return toDecision(tx, ctx, handover, null, null);
  if (handover.ownerId !== null) throw await claimedByOther(tx, workspaceId, handover.ownerId);
  const now = new Date();
  const decision = await setOwner(tx, ctx, handover, { ownerId: me, claimedAt: now }, deed);
  await noteResponse(tx, workspaceId, id, now);
  await audit(tx, ctx, "queue.claim", `handover:${id}`, { lead: handover.leadId });
  return decision;
}
