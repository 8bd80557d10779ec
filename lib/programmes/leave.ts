import type { Tx } from "#db/client.ts";
import type { LeftReason } from "#db/schema/programmes.ts";

/** Takes a lead out of every programme, and out of the outbox what programmes had for it. */
export async function leaveAll(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  reason: LeftReason,
): Promise<number> {
  const left = await tx.$client.query(
    `update enrolments set active = false, left_at = now(), left_reason = $3, waiting = null
     where workspace_id = $1 and lead_id = $2 and active`,
    [workspaceId, leadId, reason],
  );
  await tx.$client.query(
    `update mails set state = 'cancelled', last_error = $3
     where workspace_id = $1 and lead_id = $2 and kind = 'programme' and state in ('queued', 'held')`,
    [workspaceId, leadId, reason],
  );
  return left.rowCount ?? 0;
}
