import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { type Deed, newDeed } from "./deeds.ts";
import { assertMine, assertOpen, lockHandover, setOwner, toDecision } from "./internal.ts";
import type { releaseHandoverOperation } from "./operations.ts";
import type { Decision } from "./schemas.ts";

/**
 * Gives a lead back to everybody. What nobody has is answered as it is.
 * @throws AppError `not_found`, `conflict` where it is decided, or another's and the caller no administrator.
 */
export async function releaseHandover(
  ctx: Context,
  input: OperationInput<typeof releaseHandoverOperation>,
): Promise<Decision> {
  authorize(ctx, "queue:work");
  return inWorkspace(ctx.workspaceId, (tx) => releaseIn(tx, ctx, input, newDeed("release")));
}

export async function releaseIn(tx: Tx, ctx: Context, { id }: { id: number }, deed: Deed): Promise<Decision> {
  const handover = await lockHandover(tx, ctx.workspaceId, id);
  await assertOpen(tx, ctx, handover);
  await assertMine(tx, ctx, handover);
  if (handover.ownerId === null) return toDecision(tx, ctx, handover, null, null);
  const decision = await setOwner(tx, ctx, handover, { ownerId: null, claimedAt: null }, deed);
  await audit(tx, ctx, "queue.release", `handover:${id}`, {
    lead: handover.leadId,
    was: handover.ownerId,
  });
  return decision;
}
