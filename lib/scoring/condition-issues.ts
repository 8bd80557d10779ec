import {
  type Condition,
  isSafeField,
  MAX_CHILDREN,
  MAX_DEPTH,
  MAX_TEXT,
  MAX_VALUES,
  OPS,
  type Op,
} from "./condition-schema.ts";
import { contradictoryFields } from "./contradictions.ts";
import { type IssueCode, type IssueParams, issue, type Path, type SheetIssue } from "./issues.ts";
import { isRecord, type Raw } from "./raw.ts";
import { isInstantText, MAX_DAYS, MAX_NUMBER, readNumber } from "./values.ts";

type Found = { code: IssueCode; params?: IssueParams; at?: Path } | null;

const numberFault = (value: number): Found => {
  if (!Number.isFinite(value)) return { code: "non_finite_number" };
  if (value > MAX_NUMBER) return { code: "too_large", params: { max: MAX_NUMBER } };
  return value < -MAX_NUMBER ? { code: "too_small", params: { min: -MAX_NUMBER } } : null;
};

const expected = (what: string): Found => ({ code: "invalid_type", params: { expected: what } });

function scalarFault(value: unknown): Found {
  if (value === undefined) return { code: "missing" };
  if (typeof value === "number") return numberFault(value);
  if (typeof value === "boolean") return null;
  if (typeof value !== "string") return expected("string, number or boolean");
  return value.length > MAX_TEXT ? { code: "too_long", params: { max: MAX_TEXT } } : null;
}

function numericFault(value: unknown): Found {
  if (value === undefined) return { code: "missing" };
  if (typeof value === "number") return numberFault(value);
  if (typeof value !== "string") return expected("number");
  if (value.length > MAX_TEXT) return { code: "too_long", params: { max: MAX_TEXT } };
  return Number.isNaN(readNumber(value)) ? { code: "not_a_number" } : null;
}

function daysFault(value: unknown): Found {
  if (value === undefined) return { code: "missing" };
  if (typeof value !== "number") return expected("number");
  if (!Number.isFinite(value)) return { code: "non_finite_number" };
  if (value <= 0) return { code: "not_positive" };
  return value > MAX_DAYS ? { code: "too_large", params: { max: MAX_DAYS } } : null;
}

function listFaults(value: unknown, item: (value: unknown) => Found, length?: number): Found[] {
  if (value === undefined) return [{ code: "missing" }];
  if (!Array.isArray(value)) return [expected("array")];
  if (length !== undefined && value.length !== length) return [expected(`array of ${length}`)];
  if (value.length > MAX_VALUES) return [{ code: "too_many", params: { max: MAX_VALUES } }];
  return value.map((entry, place) => {
    const fault = item(entry);
    return fault && { ...fault, at: [place] };
  });
}

function valueFaults(op: Op, value: unknown): Found[] {
  switch (op) {
    case "in":
    case "not_in":
      return listFaults(value, scalarFault);
    case "between":
      return listFaults(value, numericFault, 2);
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return [numericFault(value)];
    case "before":
    case "after":
      if (value === undefined) return [{ code: "missing" }];
      return [typeof value === "string" && isInstantText(value) ? null : { code: "not_a_date" }];
    case "within_days":
      return [daysFault(value)];
    case "exists":
    case "not_exists":
      return [value === undefined || value === null ? null : scalarFault(value)];
    default:
      return [scalarFault(value)];
  }
}

function fieldFault(field: unknown): Found {
  if (field === undefined) return { code: "missing" };
  if (typeof field !== "string") return expected("string");
  if (field === "") return { code: "too_short" };
  if (field.length > MAX_TEXT) return { code: "too_long", params: { max: MAX_TEXT } };
  return isSafeField(field) ? null : { code: "unsafe_field", params: { field } };
}

const isOp = (op: unknown): op is Op => (OPS as readonly unknown[]).includes(op);

function leafIssues(raw: Raw, path: Path): SheetIssue[] {
  const issues: SheetIssue[] = [];
  const note = (found: Found, ...at: Path) => {
    if (found) issues.push(issue([...path, ...at, ...(found.at ?? [])], found.code, found.params));
  };
  for (const key of Object.keys(raw))
    if (!["field", "op", "value"].includes(key)) note({ code: "unknown_field", params: { field: key } }, key);
  const own = (key: string) => (Object.hasOwn(raw, key) ? raw[key] : undefined);
  note(fieldFault(own("field")), "field");
  const op = own("op");
  if (op === undefined) note({ code: "missing" }, "op");
  else if (!isOp(op)) note({ code: "unknown_op", params: { op: String(op).slice(0, 50) } }, "op");
  else for (const fault of valueFaults(op, own("value"))) note(fault, "value");
  return issues;
}

function shapeIssues(raw: unknown, path: Path, depth: number): SheetIssue[] {
  if (raw === undefined) return [issue(path, "missing")];
  if (!isRecord(raw)) return [issue(path, "invalid_type", { expected: "condition" })];
  if (depth > MAX_DEPTH) return [issue(path, "too_deep", { max: MAX_DEPTH })];
  const kind = (["all", "any", "not"] as const).find((key) => Object.hasOwn(raw, key));
  if (kind === undefined) return leafIssues(raw, path);
  const extra = Object.keys(raw)
    .filter((key) => key !== kind)
    .map((key) => issue([...path, key], "unknown_field", { field: key }));
  const inner = raw[kind];
  if (kind === "not") return [...extra, ...shapeIssues(inner, [...path, "not"], depth + 1)];
  if (!Array.isArray(inner)) return [...extra, issue([...path, kind], "invalid_type", { expected: "array" })];
  if (inner.length > MAX_CHILDREN)
    return [...extra, issue([...path, kind], "too_many", { max: MAX_CHILDREN })];
  return [...extra, ...inner.flatMap((child, i) => shapeIssues(child, [...path, kind, i], depth + 1))];
}

/** Contradictions of this condition and of its parts; a field already named is not named again below. */
function contradictions(condition: Condition, path: Path, named: readonly string[] = []): SheetIssue[] {
  const fields = contradictoryFields(condition).filter((field) => !named.includes(field));
  const own = fields.map((field) => issue(path, "contradiction", { field }));
  const below = [...named, ...fields];
  const parts = (list: readonly Condition[], key: string) =>
    list.flatMap((part, i) => contradictions(part, [...path, key, i], below));
  if ("any" in condition) return [...own, ...parts(condition.any, "any")];
  if ("all" in condition) return [...own, ...parts(condition.all, "all")];
  return "not" in condition ? [...own, ...contradictions(condition.not, [...path, "not"], below)] : own;
}

/** Every reason to refuse a condition: its shape, else its contradictions. */
export function conditionIssues(raw: unknown, path: Path): SheetIssue[] {
  const shape = shapeIssues(raw, path, 1);
  return shape.length > 0 ? shape : contradictions(raw as Condition, path);
}
