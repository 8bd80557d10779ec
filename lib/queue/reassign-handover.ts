import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { notify } from "../notifications/notify.ts";
import { can, type Role } from "../permissions.ts";
import { type Deed, newDeed } from "./deeds.ts";
import { assertMine, lockHandover, memberName, setOwner, toDecision } from "./internal.ts";
import type { reassignHandoverOperation } from "./operations.ts";
import type { Decision } from "./schemas.ts";

/**
 * Gives a lead that waits, or that sales has accepted, to another member, who is told. Managers and administrators may
 * reassign anybody's, a rep the rep's own and what nobody has.
 * @throws AppError `not_found`, `invalid` for who cannot work the queue, `conflict` naming who has it, or where it was rejected.
 */
export async function reassignHandover(
  ctx: Context,
  input: OperationInput<typeof reassignHandoverOperation>,
): Promise<Decision> {
  authorize(ctx, "queue:reassign");
  return inWorkspace(ctx.workspaceId, (tx) => reassignIn(tx, ctx, input, newDeed("reassign")));
}

export async function reassignIn(
  tx: Tx,
  ctx: Context,
  { id, member_id: to }: { id: number; member_id: number },
  deed: Deed,
): Promise<Decision> {
  const { workspaceId } = ctx;
  const handover = await lockHandover(tx, workspaceId, id);
  await assertWorks(tx, workspaceId, to);
  if (handover.state === "rejected") throw conflict("This lead has been rejected; nobody works it");
  if (!(ctx.actor.kind === "member" && ctx.actor.role === "manager")) await assertMine(tx, ctx, handover);
  if (handover.ownerId === to) return toDecision(tx, ctx, handover, null, null);
  const decision = await setOwner(tx, ctx, handover, { ownerId: to, claimedAt: null }, deed);
  const me = actingMemberId(ctx);
  if (to !== me)
    await notify(tx, workspaceId, [to], {
      kind: "reassigned",
      subject: `lead:${handover.leadId}`,
      payload: { by: await memberName(tx, workspaceId, me), lead: handover.leadName },
    });
  await audit(tx, ctx, "queue.reassign", `handover:${id}`, {
    lead: handover.leadId,
    from: handover.ownerId,
    to,
  });
  return decision;
}

/** @throws AppError `invalid` where no present member of that id works the queue. */
export async function assertWorks(tx: Tx, workspaceId: number, memberId: number): Promise<void> {
  const found = await tx.$client.query<{ role: Role }>(
    "select role from members where workspace_id = $1 and id = $2 and removed_at is null",
    [workspaceId, memberId],
  );
  const [member] = found.rows;
  if (!member || !can(member.role, "queue:work"))
    throw invalid([
      { path: "member_id", message: "Expected a member who works the queue", code: "not_in_sales" },
    ]);
}
