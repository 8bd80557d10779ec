import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import { waitForWriters } from "./add-pattern.ts";
import type { removePatternOperation } from "./operations.ts";

/**
 * Ends a pattern: events by such agents count from now on, and a job lets those that it marked count again, unless another
 * reason holds. @throws AppError `not_found`.
 */
export async function removePattern(
  ctx: Context,
  { id }: OperationInput<typeof removePatternOperation>,
): Promise<{ id: number }> {
  authorize(ctx, "traffic:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    await waitForWriters(tx, workspaceId);
    const removed = await tx.$client.query<{ kind: string; text: string }>(
      `update traffic_patterns set removed_at = now(), finished_at = null, reached_lead = 0,
         last_lead = (select coalesce(max(id), 0) from leads where workspace_id = $1)
       where workspace_id = $1 and id = $2 and removed_at is null returning kind, text`,
      [workspaceId, id],
    );
    const [pattern] = removed.rows;
    if (!pattern) throw notFound("Pattern");
    await sendJob(tx, "traffic.apply", { workspaceId, patternId: id });
    await audit(tx, ctx, "traffic.remove_pattern", `traffic_pattern:${id}`, pattern);
    return { id };
  });
}
