import type { Tx } from "#db/client.ts";
import type { LeftReason } from "#db/schema/programmes.ts";

export type Withdrawn = { programmeId: number; leadId: number };

/** Takes a lead out of one programme, with what is not sent of it yet; false where it is not in it. */
export async function withdrawLead(
  tx: Tx,
  workspaceId: number,
  { programmeId, leadId }: Withdrawn,
  reason: LeftReason,
): Promise<boolean> {
  const left = await tx.$client.query<{ id: string }>(
    `update enrolments set active = false, left_at = now(), left_reason = $4, waiting = null
     where workspace_id = $1 and programme_id = $2 and lead_id = $3 and active returning id`,
    [workspaceId, programmeId, leadId, reason],
  );
  const [row] = left.rows;
  if (!row) return false;
  await tx.$client.query(
    `update mails set state = 'cancelled', last_error = $3
     where workspace_id = $1 and lead_id = $4 and enrolment_id = $2 and state in ('queued', 'held')`,
    [workspaceId, row.id, reason, leadId],
  );
  return true;
}
