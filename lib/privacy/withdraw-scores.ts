import type { Tx } from "#db/client.ts";
import { noteScoreChanges } from "../crm/note-score-changes.ts";

/**
 * Takes every score of a lead that objects to profiling away: what is stored, what was, what
 * hand-overs remember, and the runs of actions that it brought or was to bring. Open
 * hand-overs are withdrawn; decided ones stay as facts of what sales did, without the score. CRMs
 * are told to forget it.
 */
export async function withdrawScores(tx: Tx, workspaceId: number, leadId: number): Promise<void> {
  for (const table of [
    "scores",
    "score_history",
    "group_changes",
    "group_stays",
    "action_runs",
    "predictions",
  ])
    await tx.$client.query(`delete from ${table} where workspace_id = $1 and lead_id = $2`, [
      workspaceId,
      leadId,
    ]);
  await tx.$client.query(
    "delete from handovers where workspace_id = $1 and lead_id = $2 and state = 'open' and sheet_id is not null",
    [workspaceId, leadId],
  );
  await tx.$client.query(
    `update handovers set total = null, label = null, group_key = null, reasons = '[]'
     where workspace_id = $1 and lead_id = $2`,
    [workspaceId, leadId],
  );
  await tx.$client.query(
    "update leads set primary_sheet_id = null, membership_changes_at = null where workspace_id = $1 and id = $2",
    [workspaceId, leadId],
  );
  await noteScoreChanges(tx, workspaceId, [leadId]);
}
