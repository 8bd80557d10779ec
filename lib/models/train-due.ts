import { inWorkspace, workspaceIds } from "#db/client.ts";
import { sendJob } from "../jobs/boss.ts";

/** Asks for the trainings whose time has come, and for today's predictions of every model that has a version. */
export async function trainDue(signal?: AbortSignal, now = new Date()): Promise<number> {
  let asked = 0;
  for (const workspaceId of await workspaceIds()) {
    signal?.throwIfAborted();
    asked += await inWorkspace(workspaceId, async (tx) => {
      const due = await tx.$client.query<{ id: number }>(
        `update models set training = true, next_training_at = null
         where workspace_id = $1 and next_training_at <= $2 returning id::int`,
        [workspaceId, now],
      );
      for (const { id } of due.rows)
        await sendJob(tx, "models.run", { workspaceId, modelId: id, what: "train" });
      const others = await tx.$client.query<{ id: number }>(
        `select id::int from models where workspace_id = $1 and shown_version is not null and not training`,
        [workspaceId],
      );
      for (const { id } of others.rows)
        await sendJob(tx, "models.run", { workspaceId, modelId: id, what: "predict" });
      return due.rows.length;
    });
  }
  return asked;
}
