import type { z } from "zod";
import { conditionIssues } from "./condition-issues.ts";
import { type Condition, conditionSchema, MAX_DEPTH } from "./condition-schema.ts";
import { ACTION_KINDS } from "./group-actions.ts";
import { type IssueCode, type IssueParams, issue, type Path, type SheetIssue } from "./issues.ts";
import { list, nestsDeeper, prop } from "./raw.ts";
import { type SheetContent, sheetContentSchema } from "./schema.ts";
import { sheetIssues } from "./sheet-issues.ts";

export type SheetValidation = { ok: true; content: SheetContent } | { ok: false; issues: SheetIssue[] };
export type ConditionValidation = { ok: true; condition: Condition } | { ok: false; issues: SheetIssue[] };

/** Far above what a valid sheet nests; guards the parsers against input built to exhaust the stack. */
const DEEPEST = 40;

type ZodIssue = z.core.$ZodIssue;

function at(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    return (value as Record<PropertyKey, unknown>)[part];
  }, raw);
}

const isPoints = (path: readonly PropertyKey[]): boolean =>
  path[0] === "rules" && ["points", "otherwise"].includes(String(path.at(-1)));

function sizeIssue(found: ZodIssue): [IssueCode, IssueParams] | null {
  if (found.code === "too_big") {
    const max = Number(found.maximum);
    if (found.origin === "string") return ["too_long", { max }];
    return [found.origin === "array" ? "too_many" : "too_large", { max }];
  }
  if (found.code !== "too_small") return null;
  const min = Number(found.minimum);
  if (found.origin === "string") return ["too_short", {}];
  return found.inclusive === false ? ["not_positive", {}] : ["too_small", { min }];
}

/** What a thing of several kinds can be; an attribute's value is of no kind. */
const optionsOf = (path: readonly PropertyKey[]): string =>
  path[0] !== "groups"
    ? "behaviour, fit, inactivity, model"
    : path.at(-1) === "value"
      ? "string, number, boolean"
      : ACTION_KINDS.join(", ");

function codeOf(found: ZodIssue, value: unknown): [IssueCode, IssueParams] {
  if (typeof value === "number" && !Number.isFinite(value))
    return [isPoints(found.path) ? "non_finite_points" : "non_finite_number", {}];
  if (value === undefined) return ["missing", {}];
  const size = sizeIssue(found);
  if (size) return size;
  switch (found.code) {
    case "invalid_type":
      return found.expected === "int"
        ? ["not_an_integer", {}]
        : ["invalid_type", { expected: found.expected }];
    case "invalid_format":
      return ["invalid_key", {}];
    case "invalid_value":
      return ["invalid_value", { options: found.values.map(String).join(", ") }];
    case "invalid_union":
      return ["invalid_value", { options: optionsOf(found.path) }];
    default:
      return ["invalid_type", { expected: "value" }];
  }
}

function fromZod(found: ZodIssue, raw: unknown): SheetIssue[] {
  const path = found.path.map((part) => (typeof part === "number" ? part : String(part)));
  if (found.code === "unrecognized_keys")
    return found.keys.map((field) => issue([...path, field], "unknown_field", { field: field.slice(0, 64) }));
  const [code, params] = codeOf(found, at(raw, found.path));
  return [issue(path, code, params)];
}

/** Where a sheet has conditions, with what stands there. */
function conditionPlaces(raw: unknown): { path: Path; value: unknown; optional: boolean }[] {
  const whens = (entries: unknown[], ...base: Path) =>
    entries.map((entry, i) => ({ path: [...base, i, "when"], value: prop(entry, "when"), optional: false }));
  const rules = list(raw, "rules").flatMap((rule, i) =>
    prop(rule, "kind") === "behaviour"
      ? [{ path: ["rules", i, "where"], value: prop(rule, "where"), optional: true }]
      : whens(prop(rule, "kind") === "fit" ? list(rule, "cases") : [], "rules", i, "cases"),
  );
  const routes = list(raw, "groups").flatMap((group, i) =>
    list(group, "actions").flatMap((action, j) =>
      whens(list(action, "routes"), "groups", i, "actions", j, "routes").map((place) => ({
        ...place,
        optional: true,
      })),
    ),
  );
  return [...rules, ...whens(list(raw, "exclusions"), "exclusions"), ...routes];
}

const isUnder = (path: string, base: string): boolean => path === base || path.startsWith(`${base}.`);

/** One issue a place and code, in the order of the sheet's own lists. */
const distinct = (issues: readonly SheetIssue[]): SheetIssue[] => [
  ...new Map(issues.map((found) => [`${found.path}\n${found.code}`, found])).values(),
];

/**
 * Checks a sheet and normalises it, so that equal meaning gives equal content.
 * Never throws; a refusal carries every reason at once.
 */
export function validateSheet(raw: unknown): SheetValidation {
  if (nestsDeeper(raw, DEEPEST)) return { ok: false, issues: [issue([], "too_deep", { max: MAX_DEPTH })] };
  const places = conditionPlaces(raw);
  const conditions = places.flatMap(({ path, value, optional }) =>
    value === undefined || (optional && value === null) ? [] : conditionIssues(value, path),
  );
  const parsed = sheetContentSchema.safeParse(raw);
  const shape = parsed.success ? [] : parsed.error.issues.flatMap((found) => fromZod(found, raw));
  // The walk over conditions names the very leaf; a union's own report would only say "invalid".
  const walked = places.filter(({ value }) => value !== undefined).map(({ path }) => path.join("."));
  const outside = shape.filter(({ path }) => !walked.some((base) => isUnder(path, base)));
  const issues = distinct([...outside, ...conditions, ...sheetIssues(raw)]);
  if (issues.length > 0) return { ok: false, issues };
  return parsed.success ? { ok: true, content: parsed.data } : { ok: false, issues: shape };
}

/** Checks and normalises a condition on its own, such as a segment's. Never throws. */
export function validateCondition(raw: unknown, path: Path = []): ConditionValidation {
  if (nestsDeeper(raw, DEEPEST)) return { ok: false, issues: [issue(path, "too_deep", { max: MAX_DEPTH })] };
  const issues = distinct(conditionIssues(raw, path));
  if (issues.length > 0) return { ok: false, issues };
  const parsed = conditionSchema.safeParse(raw);
  if (parsed.success) return { ok: true, condition: parsed.data };
  return { ok: false, issues: parsed.error.issues.flatMap((found) => fromZod(found, raw)) };
}
