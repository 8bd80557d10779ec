import { inWorkspace, workspaceIds } from "#db/client.ts";
import { rescoreLeads } from "./rescore.ts";

const BATCH = 1_000;

/** Rescores the leads of every workspace whose score, membership or stay in a group changes by time alone and is due. */
export async function rescoreDue(signal?: AbortSignal): Promise<number> {
  let rescored = 0;
  for (const workspaceId of await workspaceIds()) {
    for (;;) {
      signal?.throwIfAborted();
      const done = await inWorkspace(workspaceId, async (tx) => {
        const now = new Date();
        const due = await tx.$client.query<{ id: string }>(
          `(select lead_id as id from scores where workspace_id = $1 and next_change_at <= $2 order by next_change_at limit $3)
           union
           (select id from leads where workspace_id = $1 and membership_changes_at <= $2 order by membership_changes_at limit $3)
           union
           (select lead_id from group_stays where workspace_id = $1 and leaving_at <= $2 order by leaving_at limit $3)`,
          [workspaceId, now, BATCH],
        );
        await rescoreLeads(tx, workspaceId, { ids: due.rows.map((row) => Number(row.id)) }, now, "time");
        return due.rows.length;
      });
      rescored += done;
      if (done < BATCH) break;
    }
  }
  return rescored;
}
