import { z } from "zod";
import { isInstantText, isNumericText, MAX_DAYS, MAX_NUMBER } from "./values.ts";

export const KEY_PATTERN = /^[a-z0-9][a-z0-9_-]{0,63}$/;
export const MAX_TEXT = 500;
export const MAX_VALUES = 1000;
export const MAX_CHILDREN = 200;
export const MAX_DEPTH = 8;

const UNSAFE_PARTS = new Set(["__proto__", "constructor", "prototype"]);

/** False for a dot path with a part that names an object's machinery. */
export const isSafeField = (field: string): boolean =>
  !field.split(".").some((part) => UNSAFE_PARTS.has(part));

const text = z.string().min(1).max(MAX_TEXT);
const number = z.number().min(-MAX_NUMBER).max(MAX_NUMBER);
const field = text.refine(isSafeField, { params: { code: "unsafe_field" } });
const scalarText = z.string().max(MAX_TEXT);
const scalar = z.union([scalarText, number, z.boolean()]);
const numeric = z.union([number, scalarText.refine(isNumericText)]);
const instant = z.string().max(40).refine(isInstantText);

const leaf = <const O extends readonly [string, ...string[]], V extends z.ZodType>(ops: O, value: V) =>
  z.strictObject({ field, op: z.enum(ops), value });

const presence = z.strictObject({ field, op: z.enum(["exists", "not_exists"]) });

export const leafSchema = z
  .discriminatedUnion("op", [
    leaf(["eq", "neq", "contains", "not_contains", "starts_with", "ends_with"], scalar),
    leaf(["in", "not_in"], z.array(scalar).max(MAX_VALUES)),
    leaf(["gt", "gte", "lt", "lte"], numeric),
    leaf(["between"], z.tuple([numeric, numeric])),
    leaf(["before", "after"], instant),
    leaf(["within_days"], z.number().positive().max(MAX_DAYS)),
    // Query builders send a value with every leaf; here it carries no meaning and is dropped.
    presence
      .extend({ value: scalar.nullish() })
      .transform(({ field: f, op }) => ({ field: f, op }))
      .pipe(presence),
  ])
  .meta({ id: "ConditionLeaf" });

export type Leaf = z.output<typeof leafSchema>;
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf;

/** A condition on attributes (segments, fit rules, exclusions) or on an event (behaviour rules). */
export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() => {
    const list = z.array(conditionSchema).max(MAX_CHILDREN);
    return z.union([
      leafSchema,
      z.strictObject({ all: list }),
      z.strictObject({ any: list }),
      z.strictObject({ not: conditionSchema }),
    ]);
  })
  .meta({ id: "Condition" });

export type Op = Leaf["op"];

export const OPS: readonly Op[] = [
  "eq",
  "neq",
  "in",
  "not_in",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "gt",
  "gte",
  "lt",
  "lte",
  "between",
  "before",
  "after",
  "within_days",
  "exists",
  "not_exists",
];
