import type { Leaf } from "./condition-schema.ts";
import { DAY_MS, foldedText, readInstant, readNumber, type Scalar } from "./values.ts";

/** What holds for a field exactly where the operator does not; the other operators have no such opposite. */
export const OPPOSITE: Partial<Record<Leaf["op"], Leaf["op"]>> = {
  eq: "neq",
  neq: "eq",
  in: "not_in",
  not_in: "in",
  contains: "not_contains",
  not_contains: "contains",
  exists: "not_exists",
  not_exists: "exists",
};

/** Decides a leaf for a value that is neither missing nor null; `asOfMs` matters to within_days only. */
export type ValueTest = (value: unknown, asOfMs: number) => boolean;

const any =
  (test: (item: unknown) => boolean): ValueTest =>
  (value) =>
    Array.isArray(value) ? value.some((item) => item !== null && test(item)) : test(value);

const not =
  (test: ValueTest): ValueTest =>
  (value, asOfMs) =>
    !test(value, asOfMs);

/** `eq` against any of `values`, in constant time: as numbers where either side is a JSON number. */
function oneOf(values: readonly Scalar[]): ValueTest {
  const texts = new Set(values.filter((v) => typeof v !== "number").map((v) => String(v).toLowerCase()));
  const jsonNumbers = new Set(values.filter((v) => typeof v === "number"));
  const numbers = new Set(values.map(readNumber).filter((n) => !Number.isNaN(n)));
  return any((item) => {
    if (typeof item === "number") return numbers.has(item);
    const text = foldedText(item);
    if (text === null) return false;
    return texts.has(text) || (jsonNumbers.size > 0 && jsonNumbers.has(readNumber(item)));
  });
}

function contains(value: Scalar): ValueTest {
  const needle = String(value).toLowerCase();
  return any((item) => foldedText(item)?.includes(needle) === true);
}

function edge(value: Scalar, side: "startsWith" | "endsWith"): ValueTest {
  const needle = String(value).toLowerCase();
  return (item) => foldedText(item)?.[side](needle) === true;
}

/** Comparisons with NaN are false, which is what the contract asks of what is no number or no date. */
const compare =
  (read: (value: unknown) => number, holds: (n: number) => boolean): ValueTest =>
  (value) =>
    holds(read(value));

const NEGATED: ReadonlySet<string> = new Set(["neq", "not_in", "not_contains", "not_exists"]);

/** What a missing or null field makes of the leaf. */
export const whenMissing = (leaf: Leaf): boolean => NEGATED.has(leaf.op);

export function compileLeaf(leaf: Leaf): ValueTest {
  switch (leaf.op) {
    case "eq":
      return oneOf([leaf.value]);
    case "neq":
      return not(oneOf([leaf.value]));
    case "in":
      return oneOf(leaf.value);
    case "not_in":
      return not(oneOf(leaf.value));
    case "contains":
      return contains(leaf.value);
    case "not_contains":
      return not(contains(leaf.value));
    case "starts_with":
      return edge(leaf.value, "startsWith");
    case "ends_with":
      return edge(leaf.value, "endsWith");
    case "between": {
      const [low, high] = leaf.value.map(readNumber);
      return compare(readNumber, (n) => n >= (low ?? Number.NaN) && n <= (high ?? Number.NaN));
    }
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return compileOrder(leaf.op, readNumber(leaf.value));
    case "before": {
      const instant = readInstant(leaf.value);
      return compare(readInstant, (at) => at < instant);
    }
    case "after": {
      const instant = readInstant(leaf.value);
      return compare(readInstant, (at) => at > instant);
    }
    case "within_days": {
      const span = leaf.value * DAY_MS;
      return (value, asOfMs) => {
        const at = readInstant(value);
        return at <= asOfMs && at > asOfMs - span;
      };
    }
    case "exists":
      return () => true;
    case "not_exists":
      return () => false;
  }
}

function compileOrder(op: "gt" | "gte" | "lt" | "lte", limit: number): ValueTest {
  switch (op) {
    case "gt":
      return compare(readNumber, (n) => n > limit);
    case "gte":
      return compare(readNumber, (n) => n >= limit);
    case "lt":
      return compare(readNumber, (n) => n < limit);
    case "lte":
      return compare(readNumber, (n) => n <= limit);
  }
}

/** The first instant after `asOfMs` at which `at` may enter or leave a span of time behind as_of. */
export function nextEdge(at: number, spanMs: number, asOfMs: number): number | null {
  if (Number.isNaN(at)) return null;
  if (at > asOfMs) return at;
  // Rounded down and at least a millisecond ahead: early is harmless, late is not.
  return at > asOfMs - spanMs ? Math.max(asOfMs + 1, Math.floor(at + spanMs)) : null;
}
