import type { Condition, Leaf } from "./condition-schema.ts";
import { compileLeaf, OPPOSITE } from "./leaf.ts";
import { foldedText, readInstant, readNumber, type Scalar } from "./values.ts";

/** Leaves on one field that are compared with each other; pairs grow with its square. */
const MAX_COMPARED = 60;

/** Leaves that must all hold for the condition to hold; parts that are no such leaves are left out. */
function conjuncts(condition: Condition): Leaf[] {
  if ("all" in condition) return condition.all.flatMap(conjuncts);
  if ("any" in condition) return condition.any.length === 1 ? condition.any.flatMap(conjuncts) : [];
  if (!("not" in condition)) return [condition];
  const inner = condition.not;
  if ("all" in inner || "any" in inner) return [];
  if ("not" in inner) return conjuncts(inner.not);
  const op = OPPOSITE[inner.op];
  return op === undefined ? [] : [{ ...inner, op } as Leaf];
}

const textOf = (value: Scalar): string => foldedText(value) ?? "";

/** The values a leaf allows, where it lists them. */
function allowed(leaf: Leaf): readonly Scalar[] | null {
  if (leaf.op === "eq") return [leaf.value];
  return leaf.op === "in" ? leaf.value : null;
}

const LISTS_VALUES: readonly string[] = ["eq", "in", "neq", "not_in"];

type Interval = { low: number; high: number; open: boolean };

function numericInterval(leaf: Leaf): Interval | null {
  const all = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, open: false };
  switch (leaf.op) {
    case "gt":
      return { ...all, low: readNumber(leaf.value), open: true };
    case "gte":
      return { ...all, low: readNumber(leaf.value) };
    case "lt":
      return { ...all, high: readNumber(leaf.value), open: true };
    case "lte":
      return { ...all, high: readNumber(leaf.value) };
    case "between":
      return { ...all, low: readNumber(leaf.value[0]), high: readNumber(leaf.value[1]) };
    default:
      return null;
  }
}

const disjoint = (a: Interval, b: Interval): boolean => {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  if (low !== high) return low > high;
  // One shared end counts only where each interval that ends there includes it.
  return [a, b].some((side) => side.open && (side.low === low || side.high === high));
};

const inside = (n: number, { low, high, open }: Interval): boolean =>
  open ? n > low && n < high : n >= low && n <= high;

type Part = { leaf: Leaf; accepts: (value: Scalar) => boolean };

/** Compiled once, so that long lists are compared in linear time. */
function partOf(leaf: Leaf): Part {
  const interval = numericInterval(leaf);
  if (interval) return { leaf, accepts: (value) => inside(readNumber(value), interval) };
  if (!LISTS_VALUES.includes(leaf.op)) return { leaf, accepts: () => true };
  const test = compileLeaf(leaf);
  return { leaf, accepts: (value) => test(value, 0) };
}

/** True where no value, present or missing, satisfies both (eq, in and contains read as of one value). */
function clash({ leaf: a }: Part, { leaf: b, accepts }: Part): boolean {
  if (b.op === "not_exists" && !["neq", "not_in", "not_contains", "not_exists"].includes(a.op)) return true;
  const values = allowed(a);
  if (values) return values.length > 0 && !values.some(accepts);
  if (a.op === "contains" && b.op === "not_contains") return textOf(a.value).includes(textOf(b.value));
  if (a.op === "after" && b.op === "before") return readInstant(a.value) >= readInstant(b.value);
  if ((a.op === "starts_with" || a.op === "ends_with") && a.op === b.op) {
    const [x, y] = [textOf(a.value), textOf(b.value)];
    return a.op === "starts_with" ? !x.startsWith(y) && !y.startsWith(x) : !x.endsWith(y) && !y.endsWith(x);
  }
  const [x, y] = [numericInterval(a), numericInterval(b)];
  return x !== null && y !== null && disjoint(x, y);
}

const isEmpty = ({ leaf }: Part): boolean => {
  const interval = leaf.op === "between" ? numericInterval(leaf) : null;
  return interval !== null && interval.low > interval.high;
};

/** Fields on which the condition, read as one conjunction, contradicts itself. */
export function contradictoryFields(condition: Condition): string[] {
  const byField = Map.groupBy(conjuncts(condition), (leaf) => leaf.field);
  return [...byField].flatMap(([field, leaves]) => {
    const parts = leaves.slice(0, MAX_COMPARED).map(partOf);
    const isContradictory = (a: Part, i: number) =>
      isEmpty(a) || parts.some((b, j) => i !== j && clash(a, b));
    return parts.some(isContradictory) ? [field] : [];
  });
}
