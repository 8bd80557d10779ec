import { inWorkspace, type Tx } from "#db/client.ts";
import type { FrozenModel, ModelColumn } from "../scoring/frozen-model.ts";
import { predict } from "../scoring/predict.ts";
import { bigints } from "../sql-arrays.ts";
import { encode } from "./design.ts";
import { driftOf } from "./drift.ts";
import { loadModels, type ModelRow, specOf } from "./load-model.ts";
import { candidates, look, readPopulation, type Spec } from "./population.ts";
import { reasonsOf } from "./reasons.ts";
import type { ModelReport } from "./report-schema.ts";

const PAGE = 2_000;
const eventsOf = (columns: readonly ModelColumn[]) =>
  columns.flatMap((column) => (column.kind === "events" ? [column] : []));

type Shown = { model: ModelRow; spec: Spec; frozen: FrozenModel; report: ModelReport; version: number };

async function loadShown(tx: Tx, workspaceId: number, modelId: number): Promise<Shown | null> {
  const [model] = await loadModels(tx, workspaceId, { id: modelId });
  if (!model || model.shownVersion === null) return null;
  const found = await tx.$client.query<{ frozen: FrozenModel; report: ModelReport }>(
    `select frozen, report from model_versions where workspace_id = $1 and model_id = $2 and number = $3`,
    [workspaceId, model.id, model.shownVersion],
  );
  const [version] = found.rows;
  if (!version) return null;
  const spec = { ...(await specOf(tx, workspaceId, model)), columns: eventsOf(version.frozen.columns) };
  return { model, spec, ...version, version: model.shownVersion };
}

/** Probabilities of one page of leads as of now; returns the id to go on below, or null at the end. */
async function predictPage(
  workspaceId: number,
  { model, spec, frozen, version }: Shown,
  now: Date,
  below: number,
): Promise<number | null> {
  return inWorkspace(workspaceId, async (tx) => {
    const page = await candidates(tx, workspaceId, spec.stages, below, PAGE);
    const [first] = page;
    if (!first) return null;
    // Who has reached the outcome needs no prediction of it.
    const sights = page
      .filter(({ reached }) => reached === null || reached > now.getTime())
      .map(({ id }) => ({ id, at: now.getTime() }));
    const { attributes, counts } = await look(tx, workspaceId, sights, spec.columns);
    const p = frozen.columns.length;
    const x = encode(frozen.columns, attributes, counts);
    const rows = sights.flatMap(({ id, at }, n) => {
      const known = attributes[n] ?? {};
      if (!spec.segment.test(known, at)) return [];
      const row = x.subarray(n * p, (n + 1) * p);
      return [{ id, probability: predict(frozen, row), reasons: reasonsOf(frozen, row, known) }];
    });
    await tx.$client.query(
      `insert into predictions (workspace_id, lead_id, model_id, version, at, probability, reasons)
       select $1, w.id, $2, $3, $4, w.probability, w.reasons::jsonb
       from unnest($5::bigint[], $6::float8[], $7::text[]) as w (id, probability, reasons)
       join leads l on l.workspace_id = $1 and l.id = w.id
       on conflict (workspace_id, lead_id, model_id) do update set version = excluded.version, at = excluded.at,
         probability = excluded.probability, reasons = excluded.reasons`,
      [
        workspaceId,
        model.id,
        version,
        now,
        bigints(rows.map(({ id }) => id)),
        rows.map(({ probability }) => probability),
        rows.map(({ reasons }) => JSON.stringify(reasons)),
      ],
    );
    return page.length < PAGE ? null : first.id;
  });
}

/**
 * Says anew of every lead of the segment how likely it converts, by the version that is shown, and how far leads that came
 * since its training have moved from those of then. Does nothing for a model without a version.
 */
export async function predictLeads(workspaceId: number, modelId: number, now = new Date()): Promise<void> {
  const shown = await inWorkspace(workspaceId, (tx) => loadShown(tx, workspaceId, modelId), {
    readOnly: true,
  });
  if (!shown) return;
  for (let below: number | null = Number.MAX_SAFE_INTEGER; below !== null; )
    below = await predictPage(workspaceId, shown, now, below);
  await inWorkspace(workspaceId, async (tx) => {
    await tx.$client.query("delete from predictions where workspace_id = $1 and model_id = $2 and at < $3", [
      workspaceId,
      modelId,
      now,
    ]);
    const { frozen, report, spec } = shown;
    if (!report.deciles) return;
    const since = Date.parse(frozen.trained_at);
    const fresh = await readPopulation(tx, workspaceId, spec, now.getTime(), { kind: "fresh", since });
    const p = frozen.columns.length;
    const x = encode(frozen.columns, fresh.attributes, fresh.counts);
    const said = Float64Array.from(fresh.ids, (_, i) => predict(frozen, x.subarray(i * p, (i + 1) * p)));
    await tx.$client.query("update models set drift = $3 where workspace_id = $1 and id = $2", [
      workspaceId,
      modelId,
      driftOf(said, report.deciles, now),
    ]);
  });
}
