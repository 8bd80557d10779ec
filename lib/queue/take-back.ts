import type { Tx } from "#db/client.ts";
import { conflict } from "../errors.ts";
import type { HandoverRow } from "./internal.ts";

/** @throws AppError `conflict` where the lead waits in the queue once more already. */
export async function assertNoNewer(
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

/** The decision's own entry goes; the lead's stage is then the newest that is left. */
export async function removeDecisionStage(
  tx: Tx,
  workspaceId: number,
  { leadId, decidedAt }: HandoverRow,
): Promise<void> {
  await tx.$client.query(
    "delete from stage_history where workspace_id = $1 and lead_id = $2 and origin = 'queue' and at = $3",
    [workspaceId, leadId, decidedAt],
  );
  await takeNewestStage(tx, workspaceId, leadId);
}

/** A lead's stage is the newest of its history. */
export async function takeNewestStage(tx: Tx, workspaceId: number, leadId: number): Promise<void> {
  await tx.$client.query(
    `update leads l set stage = coalesce(n.stage, 'lead'), stage_at = n.at
     from (select 1) one left join lateral (select stage, at from stage_history
       where workspace_id = $1 and lead_id = $2 order by at desc, id desc limit 1) n on true
     where l.workspace_id = $1 and l.id = $2`,
    [workspaceId, leadId],
  );
}
