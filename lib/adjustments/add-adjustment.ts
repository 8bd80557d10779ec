import { inWorkspace, type Tx } from "#db/client.ts";
import { leadAdjustments } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { invalid, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLead } from "../leads/find-lead.ts";
import { assertScored } from "../privacy/assert-scored.ts";
import { lockForRescore } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { readInstant } from "../scoring/values.ts";
import { loadAdjustments } from "./internal.ts";
import type { addAdjustmentOperation } from "./operations.ts";
import type { LeadAdjustment } from "./schemas.ts";

/**
 * Gives points to a lead from now on; its scores follow in the same transaction.
 * @throws AppError `not_found`, `conflict` for who objects to profiling, `invalid` for a dimension that no sheet has and an
 *   expiry that is over.
 */
export async function addAdjustment(
  ctx: Context,
  input: OperationInput<typeof addAdjustmentOperation>,
): Promise<LeadAdjustment> {
  authorize(ctx, "leads:write");
  const { workspaceId } = ctx;
  const { points, dimension, reason } = input;
  const expiresAt = input.expires_at == null ? null : new Date(readInstant(input.expires_at));
  if (expiresAt && expiresAt <= new Date())
    throw invalid([{ path: "expires_at", message: "Lies in the past", code: "past" }]);
  return inWorkspace(workspaceId, async (tx) => {
    await lockForRescore(tx, workspaceId, { ids: [] }); // the lead is joined with no other meanwhile
    const { leadId, homeId } = await findLead(tx, workspaceId, input.id);
    await lockForRescore(tx, workspaceId, { ids: [leadId] });
    await assertScored(tx, workspaceId, leadId);
    await assertDimension(tx, workspaceId, dimension);
    // Locked before the clock is read, so that nobody stores a score of a later instant without it.
    await tx.$client.query(
      "update leads set has_adjustments = true where workspace_id = $1 and id = any($2::bigint[])",
      [workspaceId, [leadId, homeId]],
    );
    const at = new Date();
    const [made] = await tx
      .insert(leadAdjustments)
      .values({
        workspaceId,
        leadId,
        viaLeadId: homeId === leadId ? null : homeId,
        at,
        points,
        dimension,
        reason,
        expiresAt,
        memberId: actingMemberId(ctx),
      })
      .returning({ id: leadAdjustments.id });
    await rescoreLeads(tx, workspaceId, { ids: [leadId] }, at, "adjustment");
    await audit(tx, ctx, "leads.adjust", `lead:${leadId}`, {
      adjustment: made?.id,
      points,
      dimension,
      reason,
      expires_at: expiresAt,
    });
    const [adjustment] = await loadAdjustments(tx, workspaceId, leadId, [made?.id ?? 0]);
    if (!adjustment) throw notFound("Adjustment");
    return adjustment;
  });
}

async function assertDimension(tx: Tx, workspaceId: number, dimension: string): Promise<void> {
  const found = await tx.$client.query<{ key: string }>(
    `select distinct d ->> 'key' as key from sheet_versions v, jsonb_array_elements(v.content -> 'dimensions') d
     where v.workspace_id = $1 and v.state in ('active', 'draft', 'in_review') order by 1 limit 100`,
    [workspaceId],
  );
  const keys = found.rows.map(({ key }) => key);
  if (keys.includes(dimension)) return;
  const options = keys.join(", ");
  const message = `No sheet has this dimension; there are: ${options}`;
  throw invalid([{ path: "dimension", message, code: "unknown_dimension", params: { options } }]);
}
