import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
import type { LeadAdjustment } from "./schemas.ts";

const MOST = 200;

type Row = Omit<LeadAdjustment, "at" | "expires_at" | "ended_at" | "counts"> & {
  at: Date;
  expires_at: Date | null;
  ended_at: Date | null;
};

/** A lead's adjustments, newest first, or only those named. */
export async function loadAdjustments(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  ids: readonly number[] | null = null,
): Promise<LeadAdjustment[]> {
  const found = await tx.$client.query<Row>(
    `select a.id::int as id, a.at, a.points, a.dimension, a.reason, a.expires_at, a.ended_at, ug.name as by,
       ue.name as ended_by
     from lead_adjustments a
     left join members mg on mg.workspace_id = $1 and mg.id = a.member_id left join users ug on ug.id = mg.user_id
     left join members me on me.workspace_id = $1 and me.id = a.ended_by left join users ue on ue.id = me.user_id
     where a.workspace_id = $1 and a.lead_id = $2 and ($3::bigint[] is null or a.id = any($3::bigint[]))
     order by a.at desc, a.id desc limit $4`,
    [workspaceId, leadId, ids === null ? null : bigints(ids), MOST],
  );
  const now = new Date();
  return found.rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    counts: row.ended_at === null && (row.expires_at === null || row.expires_at > now),
  }));
}
