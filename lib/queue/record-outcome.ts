import type { z } from "zod";
import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { findLead } from "../leads/find-lead.ts";
import { recordStages } from "../leads/record-stages.ts";
import type { Stage } from "../leads/stages.ts";
import { announce } from "../live/announce.ts";
import { can } from "../permissions.ts";
import { lockForRescore } from "../scores/locks.ts";
import { readInstant } from "../scoring/values.ts";
import { acceptIn } from "./accept-handover.ts";
import { newDeed, noteDeed } from "./deeds.ts";
import type { recordOutcomeOperation } from "./operations.ts";
import { type outcomeAnswerSchema, STAGE_OF_OUTCOME } from "./outcomes.ts";

/** Clocks may run ahead by this much. */
const SKEW_MS = 60_000;

/**
 * Records what came of a lead, as the stage it means. Whoever works the queue thereby accepts the lead where it waits for
 * them or for anybody; what another has claimed stays with the other.
 * @throws AppError `not_found`, `invalid` for an instant in the future.
 */
export async function recordOutcome(
  ctx: Context,
  input: OperationInput<typeof recordOutcomeOperation>,
): Promise<z.infer<typeof outcomeAnswerSchema>> {
  authorize(ctx, "leads:write");
  const at = new Date(input.at === undefined ? Date.now() : readInstant(input.at));
  if (at.getTime() > Date.now() + SKEW_MS) throw invalid([{ path: "at", message: "Lies in the future" }]);
  const { workspaceId } = ctx;
  const { outcome, value = null, currency = null, reason = null } = input;
  const stage = STAGE_OF_OUTCOME[outcome];
  const deed = newDeed("outcome");
  return inWorkspace(workspaceId, async (tx) => {
    await lockForRescore(tx, workspaceId, { ids: [] }); // the lead is joined with no other meanwhile
    const { leadId, homeId } = await findLead(tx, workspaceId, input.id);
    const before = await stageOf(tx, workspaceId, leadId);
    const [recorded = "unchanged"] = await recordStages(
      tx,
      workspaceId,
      [{ leadId: homeId, stage, at, reason, value, currency }],
      { origin: "queue", memberId: actingMemberId(ctx) },
    );
    const after = await stageOf(tx, workspaceId, leadId);
    const accepted: number[] = [];
    if (recorded === "created") {
      for (const id of await acceptable(tx, ctx, leadId)) {
        await acceptIn(tx, ctx, { id, keepStage: true }, deed);
        accepted.push(id);
      }
      const entry = await entryOf(tx, workspaceId, leadId, stage, at);
      await noteDeed(tx, ctx, deed, { leadId, subjectId: entry, before, after });
      await announce(tx, workspaceId, { kind: "queue", handovers: accepted });
      await audit(tx, ctx, "leads.outcome", `lead:${leadId}`, { outcome, at, reason, value, currency });
    }
    return {
      lead_id: leadId,
      outcome,
      stage,
      at: at.toISOString(),
      current_stage: after.stage,
      accepted,
      deed: recorded === "created" && actingMemberId(ctx) !== null ? deed.id : null,
    };
  });
}

/** The lead's stage and since when, the lead locked. */
async function stageOf(
  tx: Tx,
  workspaceId: number,
  leadId: number,
): Promise<{ stage: Stage; stage_at: string | null }> {
  const found = await tx.$client.query<{ stage: Stage; at: Date | null }>(
    "select stage, stage_at as at from leads where workspace_id = $1 and id = $2 for no key update",
    [workspaceId, leadId],
  );
  const [row] = found.rows;
  return { stage: row?.stage ?? "lead", stage_at: row?.at?.toISOString() ?? null };
}

async function acceptable(tx: Tx, ctx: Context, leadId: number): Promise<number[]> {
  if (ctx.actor.kind !== "member" || !can(ctx.actor.role, "queue:work")) return [];
  const found = await tx.$client.query<{ id: number }>(
    `select id::int as id from handovers where workspace_id = $1 and lead_id = $2 and state = 'open' and sheet_id is not null
     and (owner_id is null or owner_id = $3) order by id`,
    [ctx.workspaceId, leadId, ctx.actor.memberId],
  );
  return found.rows.map(({ id }) => id);
}

async function entryOf(tx: Tx, workspaceId: number, leadId: number, stage: Stage, at: Date): Promise<number> {
  const found = await tx.$client.query<{ id: string }>(
    `select id from stage_history where workspace_id = $1 and lead_id = $2 and stage = $3 and at = $4
     order by id desc limit 1`,
    [workspaceId, leadId, stage, at],
  );
  return Number(found.rows[0]?.id);
}
