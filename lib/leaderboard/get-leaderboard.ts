import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadVersionNames, SHOWN_VERSION, type StoredScoreRow, toShortScore } from "../leads/score-names.ts";
import { DAY_MS } from "../scoring/values.ts";
import type { getLeaderboardOperation } from "./operations.ts";
import type { Leaderboard } from "./schemas.ts";

type Row = StoredScoreRow & {
  lead_id: string;
  name: string | null;
  email: string | null;
  day_ago: number | null;
  week_ago: number | null;
};

const before = (at: string) => `(select y.total from score_history y where y.workspace_id = $1
  and y.lead_id = s.lead_id and y.sheet_id = s.sheet_id and y.at <= ${at} order by y.at desc limit 1)`;

/**
 * The highest scores: everybody's primary one, or those on a segment's sheet.
 * @throws AppError `not_found` for an unknown segment.
 */
export async function getLeaderboard(
  ctx: Context,
  { segment, limit }: OperationInput<typeof getLeaderboardOperation>,
): Promise<Leaderboard> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const now = new Date();
      const sheetId = segment === undefined ? null : await sheetOf(tx, workspaceId, segment);
      const scope = segment === undefined ? "is_primary and $5::bigint is null" : "sheet_id = $5";
      const found = await tx.$client.query<Row>(
        `select s.lead_id, s.total, s.label, s.group_key, s.excluded, ${SHOWN_VERSION},
           l.display_name as name, l.email, ${before("$3")} as day_ago, ${before("$4")} as week_ago
         from (select * from scores where workspace_id = $1 and ${scope}
           order by total desc, lead_id desc limit $2) s
         join leads l on l.workspace_id = s.workspace_id and l.id = s.lead_id
         order by s.total desc, s.lead_id desc`,
        [workspaceId, limit, new Date(now.getTime() - DAY_MS), new Date(now.getTime() - 7 * DAY_MS), sheetId],
      );
      const versions = await loadVersionNames(
        tx,
        workspaceId,
        found.rows.map((row) => Number(row.version_id)),
      );
      const rankOf = (total: number) => 1 + found.rows.findIndex((row) => row.total === total);
      return {
        at: now.toISOString(),
        entries: found.rows.map((row) => {
          const { sheet_name, total, label, group_name, tone, excluded, excluded_name } = toShortScore(
            row,
            versions,
          );
          return {
            rank: rankOf(total),
            lead: { id: Number(row.lead_id), name: row.name, email: row.email },
            ...{ sheet_name, total, label, group_name, tone, excluded, excluded_name },
            delta_24h: row.day_ago === null ? null : total - row.day_ago,
            delta_7d: row.week_ago === null ? null : total - row.week_ago,
          };
        }),
      };
    },
    { readOnly: true },
  );
}

/** The sheet that is active on a segment; null where none is, so that nobody has a score on it. */
async function sheetOf(tx: Tx, workspaceId: number, segment: string): Promise<number | null> {
  const found = await tx.$client.query<{ sheet: string | null }>(
    `select v.sheet_id as sheet from segments g
     left join sheet_versions v on v.workspace_id = $1 and v.segment_id = g.id and v.state = 'active'
     where g.workspace_id = $1 and g.key = $2 order by v.sheet_id limit 1`,
    [workspaceId, segment],
  );
  const [row] = found.rows;
  if (!row) throw notFound("Segment");
  return row.sheet === null ? null : Number(row.sheet);
}
