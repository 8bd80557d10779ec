import { inWorkspace } from "#db/client.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { conflict, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { segmentIdOf } from "../sheets/write-draft.ts";
import { unstorable } from "../storable.ts";
import { loadModels, MOST_MODELS } from "./load-model.ts";
import type { putModelOperation } from "./operations.ts";
import type { ModelView } from "./schemas.ts";
import { viewModel } from "./view.ts";

/**
 * Creates a predictive score or changes what it learns from its next training on. Who overruled a leak stays named.
 * @throws AppError `invalid` for an unknown segment, `conflict` where there are too many.
 */
export async function putModel(
  ctx: Context,
  input: OperationInput<typeof putModelOperation>,
): Promise<ModelView> {
  authorize(ctx, "models:manage");
  const { workspaceId } = ctx;
  const { key, name, segment, outcome, age_days, horizon_days, retrain_days, overrules } = input;
  const unfit = unstorable({ name, overrules });
  if (unfit) throw invalid([{ path: "name", message: unfit }]);
  return inWorkspace(workspaceId, async (tx) => {
    await tx.$client.query("select id from models where workspace_id = $1 for update", [workspaceId]);
    const all = await loadModels(tx, workspaceId);
    const known = all.find((model) => model.key === key);
    if (!known && all.length >= MOST_MODELS) throw conflict(`There are ${MOST_MODELS} models already`);
    const segmentId = await segmentIdOf(tx, workspaceId, segment);
    const by = String(actingMemberId(ctx) ?? "");
    const told = overrules.map(({ field, reason }) => {
      const before = known?.overrules.find((one) => one.field === field && one.reason === reason);
      return before ?? { field, reason, by };
    });
    await tx.$client.query(
      `insert into models (workspace_id, key, name, segment_id, outcome, age_days, horizon_days, retrain_days, overrules, created_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10)
       on conflict (workspace_id, key) do update set name = excluded.name, segment_id = excluded.segment_id,
         outcome = excluded.outcome, age_days = excluded.age_days, horizon_days = excluded.horizon_days,
         retrain_days = excluded.retrain_days, overrules = excluded.overrules,
         next_training_at = case when excluded.retrain_days is null then null else models.next_training_at end`,
      [
        ...[workspaceId, key, name, segmentId, outcome, age_days, horizon_days, retrain_days],
        ...[JSON.stringify(told), actingMemberId(ctx)],
      ],
    );
    await audit(tx, ctx, known ? "models.update" : "models.create", `model:${key}`, {
      ...{ name, segment, outcome, age_days, horizon_days, retrain_days },
      overrules: told,
    });
    return viewModel(tx, workspaceId, key);
  });
}
