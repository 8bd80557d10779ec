import type { Condition, Leaf } from "./condition-schema.ts";
import { compileLeaf, OPPOSITE, whenMissing } from "./leaf.ts";
import { foldedText, readInstant, readNumber, type Scalar } from "./values.ts";
import { verdictOf } from "./verdict.ts";

/** A condition with every `not` moved down to its leaves; a leaf that has no opposite keeps its `not`. */
type Flat = { all: Flat[] } | { any: Flat[] } | { leaf: Leaf; not: boolean };

/** Conditions with more leaves than this are not compared. */
const MAX_LEAVES = 60;

function flatten(condition: Condition, not: boolean): Flat {
  if ("not" in condition) return flatten(condition.not, !not);
  const parts = "all" in condition ? condition.all : "any" in condition ? condition.any : null;
  if (parts) {
    const flat = parts.map((part) => flatten(part, not));
    return "all" in condition !== not ? { all: flat } : { any: flat };
  }
  const leaf = condition as Leaf;
  const op = not ? OPPOSITE[leaf.op] : undefined;
  return op === undefined ? { leaf, not } : { leaf: { ...leaf, op } as Leaf, not: false };
}

const leavesOf = (flat: Flat): number =>
  "leaf" in flat ? 1 : ("all" in flat ? flat.all : flat.any).reduce((sum, part) => sum + leavesOf(part), 0);

const fold = (value: Scalar): string => foldedText(value) ?? "";
const listed = (leaf: Leaf): readonly Scalar[] | null =>
  leaf.op === "eq" || leaf.op === "neq"
    ? [leaf.value]
    : leaf.op === "in" || leaf.op === "not_in"
      ? leaf.value
      : null;

type Ends = { low: number; high: number; lowOpen: boolean; highOpen: boolean };

function endsOf(leaf: Leaf): Ends | null {
  const all = {
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
    lowOpen: false,
    highOpen: false,
  };
  switch (leaf.op) {
    case "gt":
    case "gte":
      return { ...all, low: readNumber(leaf.value), lowOpen: leaf.op === "gt" };
    case "lt":
    case "lte":
      return { ...all, high: readNumber(leaf.value), highOpen: leaf.op === "lt" };
    case "between":
      return { ...all, low: readNumber(leaf.value[0]), high: readNumber(leaf.value[1]) };
    default:
      return null;
  }
}

const isWithin = (a: Ends, b: Ends): boolean =>
  (a.low > b.low || (a.low === b.low && (a.lowOpen || !b.lowOpen))) &&
  (a.high < b.high || (a.high === b.high && (a.highOpen || !b.highOpen)));

/** Whether all that equals a value which reads as a number passes `leaf`: 5 equals "5.0", and "5" equals 5 but not "5.0". */
function numberPasses(value: Scalar, leaf: Leaf): boolean {
  const n = readNumber(value);
  if (endsOf(leaf)) return compileLeaf(leaf)(n, 0);
  const values = listed(leaf);
  if (!values) return false;
  if (whenMissing(leaf)) return values.every((other) => readNumber(other) !== n);
  const isText = typeof value !== "number";
  return values.some((other) =>
    typeof other === "number" ? other === n : isText && fold(other) === fold(value),
  );
}

/** Whether all that equals `value` passes `leaf`. */
const passes = (value: Scalar, leaf: Leaf): boolean =>
  Number.isNaN(readNumber(value))
    ? leaf.op !== "within_days" && compileLeaf(leaf)(value, 0)
    : numberPasses(value, leaf);

const POSITIVE_LISTS: readonly string[] = ["eq", "in"];

/** Leaves on one field, neither under a `not`. */
function leafImplies(a: Leaf, b: Leaf): boolean {
  if (JSON.stringify(a) === JSON.stringify(b)) return true;
  if (a.op === "not_exists") return whenMissing(b);
  if (b.op === "exists") return !whenMissing(a);
  const values = listed(a);
  if (values && POSITIVE_LISTS.includes(a.op)) return values.every((value) => passes(value, b));
  if (whenMissing(a)) {
    // Both negated: a implies b where what b denies is denied by a.
    const [x, y] = [OPPOSITE[a.op], OPPOSITE[b.op]];
    if (!whenMissing(b) || x === undefined || y === undefined || y === "exists") return false;
    return leafImplies({ ...b, op: y } as Leaf, { ...a, op: x } as Leaf);
  }
  const [inner, outer] = [endsOf(a), endsOf(b)];
  if (inner && outer) return isWithin(inner, outer);
  switch (b.op) {
    case "contains":
      return (
        (a.op === "contains" || a.op === "starts_with" || a.op === "ends_with") &&
        fold(a.value).includes(fold(b.value))
      );
    case "starts_with":
      return a.op === "starts_with" && fold(a.value).startsWith(fold(b.value));
    case "ends_with":
      return a.op === "ends_with" && fold(a.value).endsWith(fold(b.value));
    case "before":
      return a.op === "before" && readInstant(a.value) <= readInstant(b.value);
    case "after":
      return a.op === "after" && readInstant(a.value) >= readInstant(b.value);
    case "within_days":
      return a.op === "within_days" && a.value <= b.value;
    default:
      return false;
  }
}

function flatImplies(a: Flat, b: Flat): boolean {
  if ("any" in a) return a.any.every((part) => flatImplies(part, b));
  if ("all" in b) return b.all.every((part) => flatImplies(a, part));
  if ("all" in a && a.all.some((part) => flatImplies(part, b))) return true;
  if ("any" in b) return b.any.some((part) => flatImplies(a, part));
  if (!("leaf" in a) || !("leaf" in b) || a.leaf.field !== b.leaf.field) return false;
  if (a.not && b.not) return leafImplies(b.leaf, a.leaf);
  return !a.not && !b.not && leafImplies(a.leaf, b.leaf);
}

/**
 * True where whatever meets `a` meets `b`; null is the condition that everything meets. Sound and not complete: false says
 * that it was not found out. Reads a field as one value, not as a list. Pure.
 */
export function implies(a: Condition | null, b: Condition | null): boolean {
  if (b === null || verdictOf(b) === "always") return true;
  if (a === null) return false;
  const [from, to] = [flatten(a, false), flatten(b, false)];
  if (leavesOf(from) > MAX_LEAVES || leavesOf(to) > MAX_LEAVES) return false;
  return flatImplies(from, to);
}
