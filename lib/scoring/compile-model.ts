import type { CompiledBehaviour } from "./compile.ts";
import { compileCondition } from "./condition.ts";
import type { Fields } from "./field.ts";
import type { FrozenModel, ModelColumn } from "./frozen-model.ts";
import { compileColumns, eventColumns } from "./predict.ts";
import type { ModelRule } from "./schema.ts";
import { DAY_MS } from "./values.ts";

export type CompiledModel = {
  rule: number;
  model: FrozenModel;
  /** Fills a row from attributes; events columns are left as they are. */
  read: (attributes: Fields, row: Float64Array) => void;
  /** Events columns, and the place in `sheet.behaviours` where the first of them is counted. */
  events: readonly number[];
  firstBehaviour: number;
  row: Float64Array;
  /** Highest first. */
  steps: readonly { from: number; points: number }[];
  otherwise: number;
  /** The first instant (ms) at which the rule gives points. */
  from: number;
};

type EventsColumn = Extract<ModelColumn, { kind: "events" }>;

/** What a model counts, as behaviour rules that give no points: windows, late events and instants are the core's own. */
export const hiddenBehaviours = (model: FrozenModel): CompiledBehaviour[] =>
  eventColumns(model.columns).map((place) => {
    const { event, where, window_days: days } = model.columns[place] as EventsColumn;
    return {
      rule: -1,
      event,
      where: where === null ? null : compileCondition(where),
      points: 0,
      times: Number.POSITIVE_INFINITY,
      perDay: false,
      windowMs: days === null ? Number.POSITIVE_INFINITY : days * DAY_MS,
      halfLifeDays: Number.POSITIVE_INFINITY,
      factors: null,
    };
  });

export const modelFields = (model: FrozenModel): string[] =>
  model.columns.flatMap((column) => (column.kind === "events" ? [] : [column.field]));

export const compileModelRule = (
  rule: ModelRule,
  index: number,
  model: FrozenModel,
  firstBehaviour: number,
): CompiledModel => ({
  rule: index,
  model,
  read: compileColumns(model.columns),
  events: eventColumns(model.columns),
  firstBehaviour,
  row: new Float64Array(model.columns.length),
  steps: [...rule.steps].sort((a, b) => b.from - a.from),
  otherwise: rule.otherwise,
  from: rule.backdate ? Number.NEGATIVE_INFINITY : Date.parse(model.trained_at),
});
