import { inWorkspace, workspaceIds } from "#db/client.ts";

/** Counts the events of each activity of every workspace, for the catalogue and for autocomplete. */
export async function countActivities(signal?: AbortSignal): Promise<void> {
  for (const workspaceId of await workspaceIds()) {
    signal?.throwIfAborted();
    await inWorkspace(
      workspaceId,
      (tx) =>
        tx.$client.query(
          `update activities a set events = coalesce(c.n, 0), counted_at = now()
           from activities b left join
             (select activity_id, count(*) as n from events where workspace_id = $1 group by activity_id) c
             on c.activity_id = b.id
           where b.workspace_id = $1 and a.workspace_id = $1 and a.id = b.id and a.events is distinct from coalesce(c.n, 0)`,
          [workspaceId],
        ),
      { timeoutMs: 600_000 },
    );
  }
}
