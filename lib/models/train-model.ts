import { inWorkspace } from "#db/client.ts";
import { modelVersions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { systemContext } from "../context.ts";
import { notFound } from "../errors.ts";
import { type FrozenModel, frozenModelSchema } from "../scoring/frozen-model.ts";
import { contributions, predict } from "../scoring/predict.ts";
import { DAY_MS } from "../scoring/values.ts";
import { encode } from "./design.ts";
import { decilesOf } from "./drift.ts";
import { filledTimes } from "./filled-times.ts";
import { loadModels, type ModelRow, specOf } from "./load-model.ts";
import { type Population, readPopulation } from "./population.ts";
import { whatOf } from "./reasons.ts";
import type { ModelReport } from "./report-schema.ts";
import { type Learnt, train } from "./train.ts";

const MOST_WEIGHTS = 15;

/** Mean absolute part of each attribute and event in the log odds of those it was trained on. */
function weightsOf(model: FrozenModel, x: Float64Array, n: number): ModelReport["weights"] {
  const p = model.columns.length;
  const sums = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const own = new Map<string, number>();
    contributions(model, x.subarray(i * p, (i + 1) * p)).forEach((part, place) => {
      const column = model.columns[place];
      if (column) own.set(whatOf(column), (own.get(whatOf(column)) ?? 0) + part);
    });
    for (const [what, part] of own) sums.set(what, (sums.get(what) ?? 0) + Math.abs(part));
  }
  return [...sums]
    .map(([what, sum]) => ({ what, weight: sum / Math.max(1, n) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_WEIGHTS);
}

/** A training's figures as they are stored. */
function reportOf(learnt: Learnt, population: Population, seconds: number): ModelReport {
  const { n, converted, unused, comparison, model } = learnt;
  const { attributes, counts, open } = population;
  const x = model ? encode(model.columns, attributes, counts) : new Float64Array();
  const p = model?.columns.length ?? 0;
  const predictions = model
    ? Float64Array.from({ length: n }, (_, i) => predict(model, x.subarray(i * p, (i + 1) * p)))
    : new Float64Array();
  return {
    n,
    converted,
    open,
    leaks: learnt.leaks.map(({ field, reasons, signal, overruled }) => ({
      field,
      reasons,
      auc: signal.auc,
      overruled,
    })),
    unused,
    comparison: comparison && {
      method: comparison.method,
      trained_on: comparison.trained_on,
      tested_on: comparison.tested_on,
      best: comparison.best,
      candidates: comparison.candidates,
    },
    weights: model ? weightsOf(model, x, n) : [],
    deciles: model ? decilesOf(predictions) : null,
    seconds: Math.round(seconds * 10) / 10,
  };
}

/**
 * Learns a model anew from the leads whose horizon has passed and stores what came of it as its next version. Versions of
 * before stay as they are, and so does every sheet that names one.
 * @returns the number of the version
 * @throws AppError `not_found`
 */
export async function trainModel(workspaceId: number, modelId: number, now = new Date()): Promise<number> {
  const started = performance.now();
  const { model, population, times, spec } = await inWorkspace(
    workspaceId,
    async (tx) => {
      const [found] = await loadModels(tx, workspaceId, { id: modelId });
      if (!found) throw notFound("Model");
      const asked = await specOf(tx, workspaceId, found);
      const read = await readPopulation(tx, workspaceId, asked, now.getTime());
      const converted = read.ids.filter((_, n) => read.y[n] === 1);
      return {
        model: found,
        population: read,
        times: await filledTimes(tx, workspaceId, converted, asked.stages),
        spec: asked,
      };
    },
    { readOnly: true },
  );
  const learnt = train({
    attributes: population.attributes,
    y: population.y,
    eventColumns: [...spec.columns],
    counts: population.counts,
    filledTimes: times,
    overruled: new Set(model.overrules.map(({ field }) => field)),
    trainedAt: now.toISOString(),
  });
  const report = reportOf(learnt, population, (performance.now() - started) / 1000);
  return storeVersion(workspaceId, model, learnt, report, now);
}

async function storeVersion(
  workspaceId: number,
  model: ModelRow,
  learnt: Learnt,
  report: ModelReport,
  now: Date,
): Promise<number> {
  const frozen = learnt.model && frozenModelSchema.parse(learnt.model);
  return inWorkspace(workspaceId, async (tx) => {
    const locked = await tx.$client.query<{ number: number }>(
      `select coalesce((select max(number) from model_versions where workspace_id = $1 and model_id = $2), 0) + 1 as number
       from models where workspace_id = $1 and id = $2 for update`,
      [workspaceId, model.id],
    );
    const number = locked.rows[0]?.number ?? 1;
    const { outcome } = learnt;
    await tx
      .insert(modelVersions)
      .values({ workspaceId, modelId: model.id, number, trainedAt: now, outcome, report, frozen });
    const next = model.retrainDays === null ? null : new Date(now.getTime() + model.retrainDays * DAY_MS);
    await tx.$client.query(
      `update models set training = false, failure = null, next_training_at = $3, drift = null,
         shown_version = coalesce($4, shown_version) where workspace_id = $1 and id = $2`,
      [workspaceId, model.id, next, frozen ? number : null],
    );
    await audit(tx, systemContext(workspaceId, "models.train"), "models.trained", `model:${model.key}`, {
      version: number,
      outcome,
    });
    return number;
  });
}
