import { inWorkspace, workspaceIds } from "#db/client.ts";

/** Deletes answers that were kept for Idempotency-Keys longer than a day: they are no longer replayed. */
export async function forgetIdempotencyKeys(signal?: AbortSignal): Promise<void> {
  for (const workspaceId of await workspaceIds()) {
    signal?.throwIfAborted();
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        "delete from idempotency_keys where workspace_id = $1 and claimed_at < now() - interval '24 hours'",
        [workspaceId],
      ),
    );
  }
}
