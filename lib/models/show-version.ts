import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import type { showModelVersionOperation } from "./operations.ts";
import type { ModelView } from "./schemas.ts";
import { viewModel } from "./view.ts";

/** Has lists show the predictions of a version; they are made in a job. @throws AppError `not_found`. */
export async function showVersion(
  ctx: Context,
  input: OperationInput<typeof showModelVersionOperation>,
): Promise<ModelView> {
  authorize(ctx, "models:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const changed = await tx.$client.query<{ id: number }>(
      `update models m set shown_version = v.number from model_versions v
       where m.workspace_id = $1 and m.key = $2 and v.workspace_id = $1 and v.model_id = m.id and v.number = $3
         and v.frozen is not null returning m.id::int`,
      [workspaceId, input.key, input.number],
    );
    const [model] = changed.rows;
    if (!model) throw notFound("Model version");
    await sendJob(tx, "models.run", { workspaceId, modelId: model.id, what: "predict" });
    await audit(tx, ctx, "models.show", `model:${input.key}`, { version: input.number });
    return viewModel(tx, workspaceId, input.key);
  });
}
