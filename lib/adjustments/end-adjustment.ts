import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLead } from "../leads/find-lead.ts";
import { lockForRescore } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { loadAdjustments } from "./internal.ts";
import type { endAdjustmentOperation } from "./operations.ts";
import type { LeadAdjustment } from "./schemas.ts";

/**
 * Ends an adjustment now: scores of instants before keep it.
 * @throws AppError `not_found`, `conflict` where it counts no more already.
 */
export async function endAdjustment(
  ctx: Context,
  input: OperationInput<typeof endAdjustmentOperation>,
): Promise<LeadAdjustment> {
  authorize(ctx, "leads:write");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    await lockForRescore(tx, workspaceId, { ids: [] });
    const { leadId } = await findLead(tx, workspaceId, input.id);
    await lockForRescore(tx, workspaceId, { ids: [leadId] });
    await tx.$client.query("select from leads where workspace_id = $1 and id = $2 for no key update", [
      workspaceId,
      leadId,
    ]);
    const [before] = await loadAdjustments(tx, workspaceId, leadId, [input.adjustment]);
    if (!before) throw notFound("Adjustment");
    if (!before.counts) throw conflict("It counts no more already");
    const at = new Date();
    await tx.$client.query(
      "update lead_adjustments set ended_at = $3, ended_by = $4 where workspace_id = $1 and id = $2",
      [workspaceId, before.id, at, actingMemberId(ctx)],
    );
    await rescoreLeads(tx, workspaceId, { ids: [leadId] }, at, "adjustment");
    await audit(tx, ctx, "leads.end_adjustment", `lead:${leadId}`, { adjustment: before.id });
    const [after] = await loadAdjustments(tx, workspaceId, leadId, [before.id]);
    return after ?? before;
  });
}
