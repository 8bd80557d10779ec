import type { z } from "zod";
import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { lockForRescore } from "../scores/locks.ts";
import { readInstant } from "../scoring/values.ts";
import { findLead } from "./find-lead.ts";
import type { recordStageOperation } from "./operations.ts";
import { recordStages } from "./record-stages.ts";
import type { stageAnswerSchema } from "./schemas.ts";
import type { Stage } from "./stages.ts";

/** Clocks of other systems may run ahead by this much. */
const SKEW_MS = 60_000;

/**
 * Records that a lead reached a stage; its own stage is then the newest one by instant.
 * @throws AppError `not_found`, `invalid` for an instant in the future.
 */
export async function recordStage(
  ctx: Context,
  input: OperationInput<typeof recordStageOperation>,
): Promise<z.infer<typeof stageAnswerSchema>> {
  authorize(ctx, "leads:write");
  const at = input.at === undefined ? Date.now() : readInstant(input.at);
  if (at > Date.now() + SKEW_MS) throw invalid([{ path: "at", message: "Lies in the future" }]);
  const { workspaceId } = ctx;
  const { stage, reason = null, value = null } = input;
  return inWorkspace(workspaceId, async (tx) => {
    await lockForRescore(tx, workspaceId, { ids: [] }); // the lead is joined with no other meanwhile
    const { leadId, homeId } = await findLead(tx, workspaceId, input.id);
    await tx.$client.query("select 1 from leads where workspace_id = $1 and id = $2 for no key update", [
      workspaceId,
      leadId,
    ]);
    const disposition = { leadId: homeId, stage, at: new Date(at), reason, value };
    const [outcome = "unchanged"] = await recordStages(tx, workspaceId, [disposition], {
      origin: "api",
      memberId: actingMemberId(ctx),
    });
    if (outcome === "created") {
      await audit(tx, ctx, "leads.record_stage", `lead:${leadId}`, {
        stage,
        at: disposition.at,
        reason,
        value,
      });
    }
    const { rows } = await tx.$client.query<{ stage: Stage }>(
      "select stage from leads where workspace_id = $1 and id = $2",
      [workspaceId, leadId],
    );
    return {
      lead_id: leadId,
      stage,
      at: disposition.at.toISOString(),
      outcome,
      current_stage: rows[0]?.stage ?? stage,
    };
  });
}
