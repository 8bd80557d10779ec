import { z } from "zod";
import { conditionSchema, KEY_PATTERN, MAX_CHILDREN, MAX_TEXT } from "./condition-schema.ts";
import {
  type GroupAction,
  groupActionSchema,
  type Leave,
  leaveSchema,
  MAX_ACTIONS,
} from "./group-actions.ts";
import { MAX_DAYS, MAX_NUMBER } from "./values.ts";

/** Absent and null both become `fallback`, so that equal meaning gives an equal hash. */
const orElse = <S extends z.ZodType>(schema: S, fallback: z.input<S> & z.output<S>) =>
  schema
    .nullish()
    .transform((value) => (value ?? fallback) as never)
    .pipe(schema as S & z.ZodType<z.output<S>, never>);

/** The same for lists, parsed once: a pipe as above would read everything inside them twice. */
const orEmpty = <S extends z.ZodType>(item: S, max: number) =>
  z.preprocess((value) => value ?? [], z.array(item).max(max)).prefault([]) as unknown as z.ZodDefault<
    z.ZodArray<S>
  >;

const orNull = <S extends z.ZodType>(schema: S) => schema.nullable().default(null);

const key = z.string().regex(KEY_PATTERN);
const text = z.string().min(1).max(MAX_TEXT);
const number = z.number().min(-MAX_NUMBER).max(MAX_NUMBER);
const days = z.number().positive().max(MAX_DAYS);
const times = z.int().min(1).max(1_000_000);

const bound = orNull(number);
const rangeSchema = z.strictObject({ min: bound, max: bound }).meta({ id: "SheetRange" });

const bandSchema = z.strictObject({ label: z.string().min(1).max(20), from: bound }).meta({ id: "Band" });

const dimensionSchema = z
  .strictObject({ key, name: text, min: bound, max: bound, bands: orEmpty(bandSchema, 50) })
  .meta({ id: "Dimension" });

const categorySchema = z
  .strictObject({ key, name: text, dimension: z.string().max(MAX_TEXT), min: bound, max: bound })
  .meta({ id: "Category" });

const ruleHead = {
  key,
  name: text,
  category: z.string().max(MAX_TEXT),
  muted: z.boolean().nullish().describe("True: the rule gives no points for now. Never stored otherwise."),
};

const limitSchema = z.strictObject({ times, per: orElse(z.enum(["lifetime", "day"]), "lifetime") });

export const behaviourRuleSchema = z
  .strictObject({
    ...ruleHead,
    kind: z.literal("behaviour"),
    event: text,
    where: orNull(conditionSchema),
    points: number,
    limit: orNull(limitSchema),
    window_days: orNull(days),
    half_life_days: orNull(days),
  })
  .meta({ id: "BehaviourRule" });

const caseSchema = z.strictObject({ when: conditionSchema, points: number });

export const fitRuleSchema = z
  .strictObject({
    ...ruleHead,
    kind: z.literal("fit"),
    cases: orEmpty(caseSchema, MAX_CHILDREN),
    otherwise: orElse(number, 0),
  })
  .meta({ id: "FitRule" });

export const inactivityRuleSchema = z
  .strictObject({
    ...ruleHead,
    kind: z.literal("inactivity"),
    after_days: z.number().min(0).max(MAX_DAYS),
    every_days: orNull(days),
    points: number,
    limit: orNull(z.strictObject({ times })),
  })
  .meta({ id: "InactivityRule" });

const stepSchema = z.strictObject({ from: z.number().min(0).max(1), points: number });

/**
 * Points by the probability that a frozen model version gives: of the steps whose `from` it reaches, the highest. Before the
 * version was trained the rule gives nothing, unless the sheet says that it counts for those instants too (`backdate`).
 */
export const modelRuleSchema = z
  .strictObject({
    ...ruleHead,
    kind: z.literal("model"),
    model: key,
    version: times,
    steps: orEmpty(stepSchema, 20),
    otherwise: orElse(number, 0),
    backdate: orElse(z.boolean(), false),
  })
  .meta({ id: "ModelRule" });

/** A rule that is not muted does not say so: sheets from before there was muting keep their hash. */
function withoutFalseMute<R extends { muted?: boolean | null | undefined }>(rule: R): R {
  if (rule.muted === true || !Object.hasOwn(rule, "muted")) return rule;
  const { muted, ...rest } = rule;
  return rest as R;
}

export const ruleSchema = z
  .discriminatedUnion("kind", [behaviourRuleSchema, fitRuleSchema, inactivityRuleSchema, modelRuleSchema])
  .overwrite(withoutFalseMute)
  .meta({ id: "Rule" });

const exclusionSchema = z.strictObject({ key, name: text, when: conditionSchema }).meta({ id: "Exclusion" });

/** A group that does nothing does not say so: sheets from before there were actions keep their hash. */
function withoutNoActions<G extends { leave?: Leave | null; actions?: GroupAction[] | null }>(group: G): G {
  const { leave, actions, ...rest } = group;
  const hasLeave = leave && (leave.after_hours !== null || leave.points_below !== null);
  return {
    ...rest,
    ...(hasLeave ? { leave } : {}),
    ...(actions && actions.length > 0 ? { actions } : {}),
  } as G;
}

const minimums = z.record(z.string(), number);

export const groupSchema = z
  .strictObject({
    key,
    name: text,
    from: z
      .record(z.string(), number.nullish())
      .nullish()
      .transform((from) =>
        Object.fromEntries(
          Object.entries(from ?? {}).filter(([, value]) => value !== null && value !== undefined),
        ),
      )
      .pipe(minimums),
    handover: orElse(z.boolean(), false),
    leave: leaveSchema.nullish().describe("Hysteresis. Never stored where it says nothing."),
    actions: z.array(groupActionSchema).max(MAX_ACTIONS).nullish().describe("Never stored where empty."),
  })
  .overwrite(withoutNoActions)
  .meta({ id: "Group" });

export const sheetContentSchema = z
  .strictObject({
    range: orElse(rangeSchema, { min: null, max: null }),
    dimensions: orEmpty(dimensionSchema, 20),
    categories: orEmpty(categorySchema, 100),
    rules: orEmpty(ruleSchema, 500),
    exclusions: orEmpty(exclusionSchema, 100),
    groups: orEmpty(groupSchema, 50),
  })
  .meta({ id: "SheetContent" });

export type SheetContentInput = z.input<typeof sheetContentSchema>;
export type SheetContent = z.output<typeof sheetContentSchema>;
export type Dimension = z.output<typeof dimensionSchema>;
export type Category = z.output<typeof categorySchema>;
export type Rule = z.output<typeof ruleSchema>;
export type BehaviourRule = z.output<typeof behaviourRuleSchema>;
export type FitRule = z.output<typeof fitRuleSchema>;
export type InactivityRule = z.output<typeof inactivityRuleSchema>;
export type ModelRule = z.output<typeof modelRuleSchema>;
export type Exclusion = z.output<typeof exclusionSchema>;
export type Group = z.output<typeof groupSchema>;
