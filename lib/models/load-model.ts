import type { Tx } from "#db/client.ts";
import { STAGES } from "../leads/stages.ts";
import { compileCondition } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import type { ModelColumn } from "../scoring/frozen-model.ts";
import type { SheetContent } from "../scoring/schema.ts";
import type { Spec } from "./population.ts";
import type { OUTCOMES } from "./schemas.ts";

export type ModelRow = {
  id: number;
  key: string;
  name: string;
  segmentId: number;
  segment: string;
  segmentName: string;
  condition: Condition;
  outcome: (typeof OUTCOMES)[number];
  ageDays: number;
  horizonDays: number;
  retrainDays: number | null;
  overrules: { field: string; reason: string; by: string }[];
  shownVersion: number | null;
  training: boolean;
  failure: string | null;
  nextTrainingAt: Date | null;
  drift: unknown;
};

const COLUMNS = `m.id::int, m.key, m.name, m.segment_id::int as "segmentId", s.key as segment, s.name as "segmentName",
  s.condition, m.outcome, m.age_days as "ageDays", m.horizon_days as "horizonDays", m.retrain_days as "retrainDays",
  m.overrules, m.shown_version as "shownVersion", m.training, m.failure, m.next_training_at as "nextTrainingAt", m.drift`;
export const MOST_MODELS = 50;

/** Models of a workspace by name. */
export async function loadModels(
  tx: Tx,
  workspaceId: number,
  one?: { key: string } | { id: number },
): Promise<ModelRow[]> {
  const [condition, value] =
    one === undefined ? ["", null] : "key" in one ? ["and m.key = $2", one.key] : ["and m.id = $2", one.id];
  const found = await tx.$client.query<ModelRow>(
    `select ${COLUMNS} from models m join segments s on s.workspace_id = m.workspace_id and s.id = m.segment_id
     where m.workspace_id = $1 ${condition} order by m.name, m.id limit ${MOST_MODELS}`,
    value === null ? [workspaceId] : [workspaceId, value],
  );
  return found.rows;
}

const MOST_EVENTS = 20;
const MOST_RULES = 30;

/**
 * What a model counts: the commonest events in the last quarter and in the whole of the age at which leads are looked at, and
 * what the segment's active sheet counts with a condition. Windows, so that an old lead is read as a new one is.
 */
export async function eventsToCount(tx: Tx, workspaceId: number, model: ModelRow): Promise<Spec["columns"]> {
  const whole = Math.max(1, model.ageDays);
  const windows = [...new Set([Math.max(1, Math.round(whole / 4)), whole])];
  const names = await tx.$client.query<{ name: string }>(
    `select name from activities where workspace_id = $1 group by name order by sum(events) desc, name limit ${MOST_EVENTS}`,
    [workspaceId],
  );
  const active = await tx.$client.query<{ content: SheetContent }>(
    `select content from sheet_versions where workspace_id = $1 and segment_id = $2 and state = 'active'
     order by sheet_id limit 1`,
    [workspaceId, model.segmentId],
  );
  const conditions = (active.rows[0]?.content.rules ?? [])
    .flatMap((rule) => (rule.kind === "behaviour" && rule.where !== null ? [rule] : []))
    .slice(0, MOST_RULES);
  const column = (event: string, where: Condition | null, window_days: number) =>
    ({ kind: "events", event, where, window_days }) satisfies ModelColumn;
  return [
    ...names.rows.flatMap(({ name }) => windows.map((days) => column(name, null, days))),
    ...conditions.map(({ event, where }) => column(event, where, whole)),
  ];
}

export async function specOf(tx: Tx, workspaceId: number, model: ModelRow): Promise<Spec> {
  const line = STAGES.slice(0, STAGES.indexOf("customer") + 1);
  return {
    segment: compileCondition(model.condition),
    stages: line.slice(line.indexOf(model.outcome)),
    ageDays: model.ageDays,
    horizonDays: model.horizonDays,
    columns: await eventsToCount(tx, workspaceId, model),
  };
}
