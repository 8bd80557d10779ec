import type { Tx } from "#db/client.ts";
import { notFound } from "../errors.ts";
import { bigints } from "../sql-arrays.ts";
import type { Auc } from "../statistics/auc.ts";
import { loadModels, type ModelRow } from "./load-model.ts";
import type { ModelReport } from "./report-schema.ts";
import { driftSchema, type ModelView } from "./schemas.ts";

const MOST_VERSIONS = 50;

type VersionRow = {
  modelId: number;
  number: number;
  trainedAt: Date;
  outcome: "trained" | "too_few" | "nothing_to_learn";
  auc: Auc | null;
  report: ModelReport | null;
};

/** The newest versions of each model, the newest of all with its report. */
async function versionsOf(tx: Tx, workspaceId: number, ids: readonly number[]): Promise<VersionRow[]> {
  const found = await tx.$client.query<VersionRow>(
    `select model_id::int as "modelId", number, trained_at as "trainedAt", outcome,
       (select c -> 'auc' from jsonb_array_elements(report -> 'comparison' -> 'candidates') c
         where c ->> 'kind' = report -> 'comparison' ->> 'best') as auc,
       case when rank = 1 then report end as report
     from (select *, row_number() over (partition by model_id order by number desc) as rank from model_versions
       where workspace_id = $1 and model_id = any($2::bigint[])) v
     where rank <= ${MOST_VERSIONS} order by model_id, number desc`,
    [workspaceId, bigints(ids)],
  );
  return found.rows;
}

function toView(model: ModelRow, versions: readonly VersionRow[]): ModelView {
  const [newest] = versions;
  return {
    key: model.key,
    name: model.name,
    segment: model.segment,
    segment_name: model.segmentName,
    outcome: model.outcome,
    age_days: model.ageDays,
    horizon_days: model.horizonDays,
    retrain_days: model.retrainDays,
    overrules: model.overrules,
    training: model.training,
    failure: model.failure,
    next_training_at: model.nextTrainingAt?.toISOString() ?? null,
    shown_version: model.shownVersion,
    drift: model.drift === null ? null : driftSchema.parse(model.drift),
    latest: newest?.report
      ? {
          number: newest.number,
          trained_at: newest.trainedAt.toISOString(),
          outcome: newest.outcome,
          report: newest.report,
        }
      : null,
    versions: versions.map(({ number, trainedAt, outcome, auc }) => ({
      number,
      trained_at: trainedAt.toISOString(),
      outcome,
      auc,
    })),
  };
}

/** Models as they are answered: all of a workspace, or one. */
export async function viewModels(tx: Tx, workspaceId: number, key?: string): Promise<ModelView[]> {
  const models = await loadModels(tx, workspaceId, key === undefined ? undefined : { key });
  const versions = await versionsOf(
    tx,
    workspaceId,
    models.map(({ id }) => id),
  );
  return models.map((model) =>
    toView(
      model,
      versions.filter(({ modelId }) => modelId === model.id),
    ),
  );
}

/** @throws AppError `not_found` */
export async function viewModel(tx: Tx, workspaceId: number, key: string): Promise<ModelView> {
  const [model] = await viewModels(tx, workspaceId, key);
  if (!model) throw notFound("Model");
  return model;
}
