import type { Tx } from "#db/client.ts";
import { COUNTS } from "./count-activities.ts";

/** Up to this many events are counted as asked for; above it the hourly job's figures serve. */
const LIVE_LIMIT = 50_000;

const KEPT = "select id, events as n, first_at, last_at, source_ids from activities where workspace_id = $1";

/** SQL (parameter $1: workspace) for figures by activity, `id, n, first_at, last_at, source_ids`; live where few. */
export async function countsOf(tx: Tx, workspaceId: number): Promise<{ sql: string; live: boolean }> {
  const found = await tx.$client.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from events where workspace_id = $1 limit ${LIVE_LIMIT + 1}) counted`,
    [workspaceId],
  );
  const live = (found.rows[0]?.n ?? 0) <= LIVE_LIMIT;
  return { sql: live ? COUNTS : KEPT, live };
}
