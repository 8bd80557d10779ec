import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { conflict, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import { loadRuns } from "./load-runs.ts";
import type { replayRunOperation } from "./operations.ts";
import type { RunState } from "./run-states.ts";
import type { Run } from "./schemas.ts";

/**
 * Has a run that failed or was skipped tried again, as of now and with all its attempts. It is the same run: what went out
 * under its id before does not go out twice.
 * @throws AppError `not_found`, `conflict` where it waits or is done.
 */
export async function replayRun(
  ctx: Context,
  input: OperationInput<typeof replayRunOperation>,
): Promise<Run> {
  authorize(ctx, "actions:replay");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{ state: RunState; lead_id: string; kind: string }>(
      "select state, lead_id, kind from action_runs where workspace_id = $1 and id = $2 for update",
      [workspaceId, input.id],
    );
    const [row] = found.rows;
    if (!row) throw notFound("Run");
    if (row.state === "waiting") throw conflict("It waits to be tried already");
    if (row.state === "done") throw conflict("It is done, and an action is done once");
    await tx.$client.query(
      `update action_runs set state = 'waiting', attempts = 0, next_at = now(), ended_at = null, skipped = null, chain = 0
       where workspace_id = $1 and id = $2`,
      [workspaceId, input.id],
    );
    await sendJob(tx, "actions.run", { workspaceId });
    const { state: was, kind } = row;
    await audit(tx, ctx, "actions.replay", `lead:${row.lead_id}`, { run: input.id, kind, was });
    const [run] = await loadRuns(tx, workspaceId, { id: input.id, limit: 1 });
    if (!run) throw notFound("Run");
    return run;
  });
}
