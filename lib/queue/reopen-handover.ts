import { inWorkspace, type Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, conflict } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { announce } from "../live/announce.ts";
import { type HandoverRow, lockHandover, toDecision } from "./internal.ts";
import type { reopenHandoverOperation } from "./operations.ts";
import type { Decision } from "./schemas.ts";

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
    await removeStage(tx, workspaceId, handover);
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
    );
  });
}

async function assertNoNewer(
  tx: Tx,
  workspaceId: number,
  { id, leadId, sheetId }: HandoverRow,
): Promise<void> {
  const found = await tx.$client.query(
    `select 1 from handovers where workspace_id = $1 and lead_id = $2 and sheet_id is not distinct from $3::bigint
     and state = 'open' and id <> $4 limit 1`,
    [workspaceId, leadId, sheetId, id],
  );
  if (found.rows.length > 0) throw conflict("The lead has been handed over again since; it waits there");
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

/** The decision's own entry goes; the lead's stage is then the newest that is left. */
async function removeStage(tx: Tx, workspaceId: number, { leadId, decidedAt }: HandoverRow): Promise<void> {
  await tx.$client.query(
    "delete from stage_history where workspace_id = $1 and lead_id = $2 and origin = 'queue' and at = $3",
    [workspaceId, leadId, decidedAt],
  );
  await tx.$client.query(
    `update leads l set stage = coalesce(n.stage, 'lead'), stage_at = n.at
     from (select 1) one left join lateral (select stage, at from stage_history
       where workspace_id = $1 and lead_id = $2 order by at desc, id desc limit 1) n on true
     where l.workspace_id = $1 and l.id = $2`,
    [workspaceId, leadId],
  );
}
