import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { sendJob } from "../jobs/boss.ts";
import { loadModels } from "./load-model.ts";
import type { trainModelOperation } from "./operations.ts";
import type { ModelView } from "./schemas.ts";
import { viewModel } from "./view.ts";

/** Asks for a training; while one is under way, nothing more. @throws AppError `not_found`. */
export async function askTraining(
  ctx: Context,
  input: OperationInput<typeof trainModelOperation>,
): Promise<ModelView> {
  authorize(ctx, "models:manage");
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const [model] = await loadModels(tx, workspaceId, { key: input.key });
    if (!model) throw notFound("Model");
    const changed = await tx.$client.query(
      "update models set training = true, failure = null where workspace_id = $1 and id = $2 and not training",
      [workspaceId, model.id],
    );
    if (changed.rowCount === 1) {
      await sendJob(tx, "models.run", { workspaceId, modelId: model.id, what: "train" });
      await audit(tx, ctx, "models.train", `model:${model.key}`, {});
    }
    return viewModel(tx, workspaceId, model.key);
  });
}
