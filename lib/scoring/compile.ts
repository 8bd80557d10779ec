import { type CompiledModel, compileModelRule, hiddenBehaviours, modelFields } from "./compile-model.ts";
import { type CompiledCondition, compileCondition } from "./condition.ts";
import { type FrozenModels, modelReference, NO_MODELS } from "./frozen-model.ts";
import type { BehaviourRule, FitRule, Group, InactivityRule, Rule, SheetContent } from "./schema.ts";
import { DAY_MS } from "./values.ts";

/** Ages up to which half-life factors are tabled; older ones are computed as they come. */
const TABLED_DAYS = 2048;

export type CompiledBehaviour = {
  /** Place in the sheet's rules; -1: counts for a model, and gives no points itself. */
  rule: number;
  event: string;
  where: CompiledCondition | null;
  points: number;
  times: number;
  perDay: boolean;
  windowMs: number;
  halfLifeDays: number;
  /** factors[d] = 0.5 ** (d / halfLifeDays); null where the points do not fade. */
  factors: Float64Array | null;
};

export type CompiledFit = {
  rule: number;
  cases: readonly { when: CompiledCondition; points: number }[];
  otherwise: number;
};

export type CompiledInactivity = {
  rule: number;
  afterDays: number;
  everyDays: number | null;
  points: number;
  times: number;
};

export type CompiledGroup = {
  key: string;
  total: number;
  /** Minimum for each dimension, by its place in the sheet. */
  dimensions: Float64Array;
};

export type Clamp = { min: number; max: number };

export type CompiledSheet = {
  content: SheetContent;
  behaviours: readonly CompiledBehaviour[];
  fits: readonly CompiledFit[];
  inactivities: readonly CompiledInactivity[];
  models: readonly CompiledModel[];
  /** Attributes that its models read. */
  modelFields: readonly string[];
  exclusions: readonly { key: string; when: CompiledCondition }[];
  categoryOfRule: Int32Array;
  categories: readonly (Clamp & { dimension: number })[];
  dimensions: readonly Clamp[];
  range: Clamp;
  groups: readonly CompiledGroup[];
};

const clampOf = ({ min, max }: { min: number | null; max: number | null }): Clamp => ({
  min: min ?? Number.NEGATIVE_INFINITY,
  max: max ?? Number.POSITIVE_INFINITY,
});

function compileBehaviour(rule: BehaviourRule, index: number): CompiledBehaviour {
  const halfLife = rule.half_life_days;
  return {
    rule: index,
    event: rule.event,
    where: rule.where === null ? null : compileCondition(rule.where),
    points: rule.points,
    times: rule.limit?.times ?? Number.POSITIVE_INFINITY,
    perDay: rule.limit?.per === "day",
    windowMs: rule.window_days === null ? Number.POSITIVE_INFINITY : rule.window_days * DAY_MS,
    halfLifeDays: halfLife ?? Number.POSITIVE_INFINITY,
    factors:
      halfLife === null ? null : Float64Array.from({ length: TABLED_DAYS }, (_, d) => 0.5 ** (d / halfLife)),
  };
}

const compileFit = (rule: FitRule, index: number): CompiledFit => ({
  rule: index,
  cases: rule.cases.map(({ when, points }) => ({ when: compileCondition(when), points })),
  otherwise: rule.otherwise,
});

const compileInactivity = (rule: InactivityRule, index: number): CompiledInactivity => ({
  rule: index,
  afterDays: rule.after_days,
  everyDays: rule.every_days,
  points: rule.points,
  times: rule.limit?.times ?? Number.POSITIVE_INFINITY,
});

const compileGroup = (group: Group, dimensionKeys: readonly string[]): CompiledGroup => ({
  key: group.key,
  total: group.from.total ?? Number.NEGATIVE_INFINITY,
  dimensions: Float64Array.from(dimensionKeys, (key) => group.from[key] ?? Number.NEGATIVE_INFINITY),
});

function placeOf(keys: readonly string[], key: string): number {
  const place = keys.indexOf(key);
  if (place < 0) throw new RangeError(`The sheet names "${key}", which it does not have; validate it first.`);
  return place;
}

/**
 * Turns a valid sheet into what the scorer runs on. Muted rules keep their place in the sheet and are not run.
 * @param models the frozen model versions that its rules name
 * @throws RangeError where a rule or category points to what the sheet or `models` lacks (never for a validated sheet).
 */
export function compileSheet(content: SheetContent, models: FrozenModels = NO_MODELS): CompiledSheet {
  const dimensionKeys = content.dimensions.map((dimension) => dimension.key);
  const categoryKeys = content.categories.map((category) => category.key);
  const ofKind = <K extends Rule["kind"], T>(
    kind: K,
    compile: (rule: Extract<Rule, { kind: K }>, index: number) => T,
  ): T[] =>
    content.rules.flatMap((rule, index) =>
      rule.kind === kind && rule.muted !== true ? [compile(rule as Extract<Rule, { kind: K }>, index)] : [],
    );
  const behaviours = ofKind("behaviour", compileBehaviour);
  const compiledModels = ofKind("model", (rule, index) => {
    const model = models.get(modelReference(rule.model, rule.version));
    if (!model) throw new RangeError(`Model "${rule.model}" version ${rule.version} was not given.`);
    const hidden = hiddenBehaviours(model);
    behaviours.push(...hidden);
    return compileModelRule(rule, index, model, behaviours.length - hidden.length);
  });
  return {
    content,
    behaviours,
    models: compiledModels,
    modelFields: compiledModels.flatMap(({ model }) => modelFields(model)),
    fits: ofKind("fit", compileFit),
    inactivities: ofKind("inactivity", compileInactivity),
    exclusions: content.exclusions.map(({ key, when }) => ({ key, when: compileCondition(when) })),
    categoryOfRule: Int32Array.from(content.rules, (rule) => placeOf(categoryKeys, rule.category)),
    categories: content.categories.map((category) => ({
      ...clampOf(category),
      dimension: placeOf(dimensionKeys, category.dimension),
    })),
    dimensions: content.dimensions.map(clampOf),
    range: clampOf(content.range),
    groups: content.groups.map((group) => compileGroup(group, dimensionKeys)),
  };
}
