import { inWorkspace, workspaceIds } from "#db/client.ts";

/** Events of workspace $1 that count, by activity: how many, the first and the last, and their sources. */
export const COUNTS = `select activity_id as id, count(*) as n, min(occurred_at) as first_at, max(occurred_at) as last_at,
    array_agg(distinct source_id) filter (where source_id is not null) as source_ids
  from events where workspace_id = $1 and counts group by activity_id`;

/** Counts the events of each activity of every workspace, with when and whence, for catalogue and autocomplete. */
export async function countActivities(signal?: AbortSignal): Promise<void> {
  for (const workspaceId of await workspaceIds()) {
    signal?.throwIfAborted();
    await inWorkspace(
      workspaceId,
      (tx) =>
        tx.$client.query(
          `update activities a set events = coalesce(c.n, 0), first_at = c.first_at, last_at = c.last_at,
             source_ids = c.source_ids, counted_at = now()
           from activities b left join (${COUNTS}) c on c.id = b.id
           where b.workspace_id = $1 and a.workspace_id = $1 and a.id = b.id
             and (a.events, a.first_at, a.last_at) is distinct from (coalesce(c.n, 0), c.first_at, c.last_at)`,
          [workspaceId],
        ),
      { timeoutMs: 600_000 },
    );
  }
}
