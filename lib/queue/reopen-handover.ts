import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, conflict } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { announce } from "../live/announce.ts";
import { type HandoverRow, lockHandover, toDecision } from "./internal.ts";
import type { reopenHandoverOperation } from "./operations.ts";
import type { Decision } from "./schemas.ts";
import { assertNoNewer, removeDecisionStage } from "./take-back.ts";

/**
 * Takes a decision back: the hand-over waits again, and the owner and the stage that the decision gave are gone.
 * @throws AppError `not_found`; `forbidden` for anybody but who decided and administrators; `conflict` where nothing
 *   is decided or the lead was handed over anew since.
 */
export async function reopenHandover(
  ctx: Context,
  input: OperationInput<typeof reopenHandoverOperation>,
): Promise<Decision> {
  authorize(ctx, "queue:work");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const handover = await lockHandover(tx, workspaceId, input.id);
    if (handover.state === "open") throw conflict("Nobody has decided this hand-over");
    const mayReopen =
      ctx.actor.kind === "system" || ctx.actor.role === "admin" || handover.decidedBy === actingMemberId(ctx);
    if (!mayReopen)
      throw new AppError("forbidden", "Only who decided, or an administrator, can take this back");
    await assertNoNewer(tx, workspaceId, handover);
    const ownerId =
      handover.state === "accepted" ? await returnOwners(tx, workspaceId, handover) : handover.ownerId;
    await removeDecisionStage(tx, workspaceId, handover);
    await tx.$client.query(
      `update handovers set state = 'open', decided_at = null, decided_by = null, reason = null, owner_id = $3
       where workspace_id = $1 and id = $2`,
      [workspaceId, handover.id, ownerId],
    );
    await announce(tx, workspaceId, { kind: "queue", handovers: [handover.id] });
    await audit(tx, ctx, "queue.reopen", `handover:${handover.id}`, {
      lead: handover.leadId,
      was: handover.state,
      decided_by: handover.decidedBy,
    });
    return toDecision(
      tx,
      ctx,
      { ...handover, state: "open", decidedAt: null, decidedBy: null, ownerId },
      null,
      null,
    );
  });
}

type Accepted = { owner_before: number | null; lead_owner_before: number | null };

/** Gives back what accepting took, unless somebody has given the lead to another since. */
async function returnOwners(tx: Tx, workspaceId: number, handover: HandoverRow): Promise<number | null> {
  const found = await tx.$client.query<{ detail: Accepted }>(
    `select detail from audit_log where workspace_id = $1 and action = 'queue.accept' and subject = $2
     order by id desc limit 1`,
    [workspaceId, `handover:${handover.id}`],
  );
  const before = found.rows[0]?.detail;
  if (!before) return handover.ownerId;
  await tx.$client.query(
    "update leads set owner_id = $3 where workspace_id = $1 and id = $2 and owner_id is not distinct from $4::bigint",
    [workspaceId, handover.leadId, before.lead_owner_before, handover.ownerId],
  );
  return before.owner_before;
}
