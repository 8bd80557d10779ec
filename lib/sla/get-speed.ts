import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { loadSla } from "./load-sla.ts";
import type { Speed } from "./schemas.ts";

const DAYS = 30;
export const SPEED_LIMIT = 5_000;

type Row = { n: number; wall: number | null; working: number | null; clocked: number; met: number };

/** How soon sales answered what was handed over: medians over the hand-overs answered within 30 days. */
export async function getSpeed(ctx: Context): Promise<Speed> {
  authorize(ctx, "queue:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { sla } = await loadSla(tx, workspaceId);
      const found = await tx.$client.query<Row>(
        `select count(*)::int as n, count(due)::int as clocked, count(*) filter (where answered <= due)::int as met,
           percentile_cont(0.5) within group (order by greatest(0, date_part('epoch', answered - at))) as wall,
           percentile_cont(0.5) within group (order by working) as working
         from (select at, sla_due_at as due, first_response_at as answered, response_seconds as working
           from handovers where workspace_id = $1 and first_response_at is not null and sheet_id is not null
           and first_response_at > now() - make_interval(days => $2) order by first_response_at desc limit $3) newest`,
        [workspaceId, DAYS, SPEED_LIMIT],
      );
      const row = found.rows[0] ?? { n: 0, wall: null, working: null, clocked: 0, met: 0 };
      return {
        days: DAYS,
        n: row.n,
        median_seconds: row.wall === null ? null : Math.round(row.wall),
        median_working_seconds: row.working === null ? null : Math.round(row.working),
        target_minutes: sla?.target_minutes ?? null,
        on_time: { n: row.clocked, met: row.met },
      };
    },
    { readOnly: true },
  );
}
