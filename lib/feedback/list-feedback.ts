import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { DEFAULT_HORIZON_DAYS, type FeedbackChoices } from "./schemas.ts";

const MOST = 200;
/** Segments that can be chosen: more than anybody has. */
const MOST_SEGMENTS = 500;

type Row = Omit<FeedbackChoices["versions"][number], "activated_at" | "retired_at" | "frozen_at"> & {
  activated_at: Date;
  retired_at: Date | null;
  frozen_at: Date | null;
};

/** Versions that were ever active, the newest first, with how much each handed over, and the segments. */
export async function listFeedback(ctx: Context): Promise<FeedbackChoices> {
  authorize(ctx, "reports:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const versions = await tx.$client.query<Row>(
        `select h.key as sheet, h.name as sheet_name, v.number as version, v.state, s.key as segment, v.activated_at,
           v.retired_at, v.trial_days, (select count(*)::int from handovers o
             where o.workspace_id = $1 and o.version_id = v.id) as handed_over,
           (select r.frozen_at from feedback_reports r where r.workspace_id = $1 and r.version_id = v.id
             and r.scope = 'trial' and r.horizon_days = $2 and r.segment is null) as frozen_at
         from sheet_versions v join sheets h on h.workspace_id = v.workspace_id and h.id = v.sheet_id
         join segments s on s.workspace_id = v.workspace_id and s.id = v.segment_id
         where v.workspace_id = $1 and v.activated_at is not null and v.state in ('active', 'retired')
         order by v.activated_at desc, v.id desc limit ${MOST}`,
        [workspaceId, DEFAULT_HORIZON_DAYS],
      );
      const segments = await tx.$client.query<FeedbackChoices["segments"][number]>(
        `select key, name from segments where workspace_id = $1 order by position, id limit ${MOST_SEGMENTS}`,
        [workspaceId],
      );
      const imported = await tx.$client.query<{ n: number }>(
        "select count(*)::int as n from handovers where workspace_id = $1 and version_id is null",
        [workspaceId],
      );
      return {
        versions: versions.rows.map((row) => ({
          ...row,
          activated_at: row.activated_at.toISOString(),
          retired_at: row.retired_at?.toISOString() ?? null,
          frozen_at: row.frozen_at?.toISOString() ?? null,
        })),
        imported: imported.rows[0]?.n ?? 0,
        segments: segments.rows,
      };
    },
    { readOnly: true },
  );
}
