import { inWorkspace } from "#db/client.ts";
import { DEFINITION, refreshSome } from "./refresh-journeys.ts";

/** Leads that a reader brings up to date before it reads; more are left to the job. */
const INLINE = 1_000;

export type Freshness = { asOf: Date; upToDate: boolean };

/** Counts what changed lately, where that is little, and says of when the sums are. */
export async function freshen(workspaceId: number, now: number): Promise<Freshness> {
  return inWorkspace(workspaceId, async (tx) => {
    const done = await refreshSome(tx, workspaceId, { most: INLINE, wait: false, now });
    if (done?.all) return { asOf: new Date(now), upToDate: true };
    const found = await tx.$client.query<{ at: Date | null; walking: boolean }>(
      `select (select at from journey_news where workspace_id = $1 order by id limit 1) as at,
         not exists (select from funnel_state s join workspaces w on w.id = s.workspace_id
           where s.workspace_id = $1 and walk_after is null and definition = $2 and s.time_zone = w.time_zone) as walking`,
      [workspaceId, DEFINITION],
    );
    const [left] = found.rows;
    return { asOf: left?.at ?? new Date(now), upToDate: left?.at == null && left?.walking === false };
  });
}
