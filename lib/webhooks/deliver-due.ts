import { inWorkspace, workspaceIds } from "#db/client.ts";
import { dispatch } from "./dispatch.ts";

/** Days that messages are kept for the list. */
const KEPT_DAYS = { delivered: 30, dead: 90 };
const BATCH = 5_000;

/** Sends what is due in every workspace: retries, and what a killed process had begun. */
export async function deliverDue(signal?: AbortSignal): Promise<void> {
  for (const workspaceId of await workspaceIds()) {
    signal?.throwIfAborted();
    await dispatch(workspaceId);
  }
}

/** Deletes messages that were delivered a month ago or given up a quarter ago. */
export async function forgetDeliveries(signal?: AbortSignal, now = new Date()): Promise<number> {
  let deleted = 0;
  for (const workspaceId of await workspaceIds()) {
    for (const [state, days] of Object.entries(KEPT_DAYS)) {
      for (;;) {
        signal?.throwIfAborted();
        const { rowCount } = await inWorkspace(workspaceId, (tx) =>
          tx.$client.query(
            `delete from webhook_deliveries where workspace_id = $1 and id in (select id from webhook_deliveries
               where workspace_id = $1 and created_at < $2 and state = $3 limit ${BATCH})`,
            [workspaceId, new Date(now.getTime() - days * 86_400_000), state],
          ),
        );
        deleted += rowCount ?? 0;
        if ((rowCount ?? 0) < BATCH) break;
      }
    }
  }
  return deleted;
}
