import { finite, isRecord, list, prop } from "./raw.ts";
import { roundHalfUp } from "./sum.ts";

/** Lowest and highest value that something can take. */
export type Reach = { low: number; high: number };

const ZERO: Reach = { low: 0, high: 0 };
const ANY: Reach = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

const plus = (a: Reach, b: Reach): Reach => ({ low: a.low + b.low, high: a.high + b.high });
const withZero = ({ low, high }: Reach): Reach => ({ low: Math.min(low, 0), high: Math.max(high, 0) });

/** Bounds of what is left after a clamp `{ min, max }`. */
export function clampReach({ low, high }: Reach, clamps: unknown): Reach {
  const min = finite(prop(clamps, "min")) ?? Number.NEGATIVE_INFINITY;
  const max = finite(prop(clamps, "max")) ?? Number.POSITIVE_INFINITY;
  const into = (x: number) => Math.min(Math.max(x, min), max);
  return { low: into(low), high: into(high) };
}

const upTo = (points: unknown, times: number): Reach => {
  const each = finite(points);
  if (each === null) return ANY;
  return each === 0 ? ZERO : withZero({ low: each * times, high: each * times });
};

/** A limit's times where it is one, else no limit. */
function timesOf(rule: unknown): number {
  const times = finite(prop(prop(rule, "limit"), "times"));
  return times !== null && Number.isInteger(times) && times > 0 ? times : Number.POSITIVE_INFINITY;
}

/** How often a behaviour rule can count at most: per day, a window touches one day more than it is long. */
function mostEvents(rule: unknown): number {
  const times = timesOf(rule);
  if (prop(prop(rule, "limit"), "per") !== "day") return times;
  const window = finite(prop(rule, "window_days"));
  return window === null ? Number.POSITIVE_INFINITY : times * (Math.ceil(window) + 1);
}

function fitReach(rule: unknown): Reach {
  const raw = prop(rule, "otherwise") ?? 0;
  const options = [raw, ...list(rule, "cases").map((entry) => prop(entry, "points"))].map(finite);
  const known = options.filter((n) => n !== null);
  return known.length < options.length ? ANY : { low: Math.min(...known), high: Math.max(...known) };
}

/** Nothing before the model was trained, then a step's points or what is given otherwise. */
function stepsReach(rule: unknown): Reach {
  const options = [
    prop(rule, "otherwise") ?? 0,
    ...list(rule, "steps").map((entry) => prop(entry, "points")),
  ].map(finite);
  const known = options.filter((n) => n !== null);
  return known.length < options.length ? ANY : { low: Math.min(0, ...known), high: Math.max(0, ...known) };
}

/** The least and most points that a rule can give a lead. */
export function ruleReach(rule: unknown): Reach {
  if (prop(rule, "muted") === true) return ZERO;
  switch (prop(rule, "kind")) {
    case "behaviour":
      return upTo(prop(rule, "points"), mostEvents(rule));
    case "fit":
      return fitReach(rule);
    case "inactivity": {
      const once = (prop(rule, "every_days") ?? null) === null;
      return upTo(prop(rule, "points"), once ? 1 : timesOf(rule));
    }
    case "model":
      return stepsReach(rule);
    default:
      return ANY;
  }
}

/** Sums what `parts` can give to `key`; a part that points nowhere might mean any, so counts for each. */
function reachOf(
  key: unknown,
  parts: readonly { to: unknown; reach: Reach }[],
  keys: ReadonlySet<unknown>,
): Reach {
  return parts.reduce((sum, { to, reach }) => {
    if (to === key) return plus(sum, reach);
    return keys.has(to) ? sum : plus(sum, withZero(reach));
  }, ZERO);
}

export type SheetReach = { dimensions: Map<string, Reach>; total: Reach; range: unknown };

/**
 * Bounds of each dimension and of the total that no lead can leave, from points, limits and clamps.
 * Works on unchecked JSON; what cannot be read counts as unbounded, so it never bounds too tightly.
 */
export function sheetReach(raw: unknown): SheetReach {
  const categories = list(raw, "categories");
  const dimensions = list(raw, "dimensions").filter(isRecord);
  const categoryKeys = new Set(categories.map((category) => prop(category, "key")));
  const dimensionKeys = new Set(dimensions.map((dimension) => prop(dimension, "key")));
  const rules = list(raw, "rules").map((rule) => ({ to: prop(rule, "category"), reach: ruleReach(rule) }));
  const sums = categories.map((category) => ({
    to: prop(category, "dimension"),
    reach: clampReach(reachOf(prop(category, "key"), rules, categoryKeys), category),
  }));
  // A rule in no known category may belong to one that is still missing.
  const stray = rules
    .filter(({ to }) => !categoryKeys.has(to))
    .map(({ reach }) => ({ to: undefined, reach }));
  const reaches = new Map<string, Reach>();
  for (const dimension of dimensions) {
    const parts = [...sums, ...stray];
    const { low, high } = clampReach(reachOf(prop(dimension, "key"), parts, dimensionKeys), dimension);
    reaches.set(String(prop(dimension, "key")), { low: roundHalfUp(low), high: roundHalfUp(high) });
  }
  const range = prop(raw, "range");
  return { dimensions: reaches, total: clampReach([...reaches.values()].reduce(plus, ZERO), range), range };
}

/**
 * The least total and dimensions of a lead that meets `minimums`: dimensions imply a total, and a
 * total implies what the other dimensions cannot give.
 */
export function implied(reach: SheetReach, minimums: ReadonlyMap<string, number>): Map<string, number> {
  const least = new Map<string, number>();
  const wanted = minimums.get("total") ?? Number.NEGATIVE_INFINITY;
  const fromRange = (finite(prop(reach.range, "min")) ?? Number.NEGATIVE_INFINITY) >= wanted;
  for (const [key, { low }] of reach.dimensions) {
    let others = 0;
    for (const [other, { high }] of reach.dimensions) if (other !== key) others += high;
    const fromTotal = fromRange ? Number.NEGATIVE_INFINITY : wanted - others;
    least.set(key, Math.max(low, minimums.get(key) ?? low, Number.isNaN(fromTotal) ? low : fromTotal));
  }
  const sum = [...least.values()].reduce((a, b) => a + b, 0);
  least.set("total", Math.max(clampReach({ low: sum, high: sum }, reach.range).low, wanted));
  return least;
}
