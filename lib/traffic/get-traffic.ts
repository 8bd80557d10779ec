import { inWorkspace, type Tx } from "#db/client.ts";
import type { PatternKind } from "#db/schema/traffic.ts";
import { authorize, type Context } from "../context.ts";

import type { Pattern, Traffic } from "./schemas.ts";

type Row = {
  id: string;
  kind: PatternKind;
  text: string;
  by: string | null;
  created_at: Date;
  removed: boolean;
  finished: boolean;
  reached_lead: string;
  last_lead: string;
  marked: number;
};

const BUILT_IN = ["bot", "proxy", "scanner", "by_hand"] as const;

/** What does not count, by reason, with how many events each kept from counting within 30 days. */
export async function getTraffic(ctx: Context): Promise<Traffic> {
  authorize(ctx, "traffic:manage");
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const found = await tx.$client.query<{ ignored: string; n: number }>(
        `select ignored, count(*)::int as n from events
         where workspace_id = $1 and ignored is not null and received_at > now() - interval '30 days' group by ignored`,
        [ctx.workspaceId],
      );
      const counts = new Map(found.rows.map((row) => [row.ignored, row.n]));
      return {
        reasons: BUILT_IN.map((reason) => ({ reason, events: counts.get(reason) ?? 0 })),
        patterns: await readPatterns(tx, ctx.workspaceId, counts),
      };
    },
    { readOnly: true },
  );
}

/** A workspace's patterns, newest first; `counts`: events by what `events.ignored` says. */
export async function readPatterns(
  tx: Tx,
  workspaceId: number,
  counts: ReadonlyMap<string, number>,
): Promise<Pattern[]> {
  const found = await tx.$client.query<Row>(
    `select p.id, p.kind, p.text, u.name as by, p.created_at, p.removed_at is not null as removed,
       p.finished_at is not null as finished, p.reached_lead, p.last_lead, p.marked
     from traffic_patterns p
     left join members m on m.workspace_id = $1 and m.id = p.member_id left join users u on u.id = m.user_id
     where p.workspace_id = $1 order by p.id desc`,
    [workspaceId],
  );
  return found.rows.map((row) => ({
    id: Number(row.id),
    kind: row.kind,
    text: row.text,
    by: row.by,
    created_at: row.created_at.toISOString(),
    state: row.removed ? "removing" : row.finished ? "on" : "marking",
    progress: row.finished
      ? null
      : { done: Math.min(Number(row.reached_lead), Number(row.last_lead)), of: Number(row.last_lead) },
    marked: row.marked,
    events_30_days: counts.get(`pattern:${row.id}`) ?? 0,
  }));
}
