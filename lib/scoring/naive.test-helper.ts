/**
 * A naive reading of the contract's section 1, straight from its text and slow on purpose. It shares
 * nothing with the scorer but types, so that the two can check each other.
 */
import type { Condition, Leaf } from "./condition-schema.ts";
import type { SheetContent } from "./schema.ts";

const DAY = 24 * 60 * 60 * 1000;

type Json = Record<string, unknown>;

export type NaiveEvent = { messageId: string; name: string; at: number; fields: Json };
export type NaiveAttribute = { key: string; value: unknown; knownAt: number };

export type NaiveAdjustment = {
  id: number;
  at: number;
  until: number | null;
  points: number;
  dimension: string;
};

export type NaiveScore = {
  total: number;
  dimensions: Record<string, number>;
  label: string | null;
  group: string | null;
  excluded: string | null;
  contributions: { rule: string; points: number; times: number; lastAt: number | null }[];
};

function get(object: unknown, path: string): unknown {
  const own = (o: unknown, k: string) =>
    o !== null && typeof o === "object" && Object.keys(o).includes(k) ? (o as Json)[k] : undefined;
  const exact = own(object, path);
  if (Object.keys(object as Json).includes(path)) return exact;
  let current: unknown = object;
  for (const part of path.split(".")) current = own(current, part);
  return current;
}

function asNumber(x: unknown): number | undefined {
  if (typeof x === "number") return x;
  if (typeof x !== "string" || !/^[-+]?[0-9.]+(e[-+]?[0-9]+)?$/i.test(x.trim())) return undefined;
  const n = Number(x.trim());
  return Number.isFinite(n) ? n : undefined;
}

function asText(x: unknown): string | undefined {
  if (typeof x === "string" || typeof x === "number" || typeof x === "boolean") return `${x}`.toLowerCase();
  return undefined;
}

function asDate(x: unknown): number | undefined {
  if (typeof x !== "string") return undefined;
  const parts = x.match(/^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/);
  if (!parts?.[1]) return undefined;
  const day = new Date(`${parts[1]}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== parts[1]) return undefined;
  const full = new Date(!parts[2] ? `${parts[1]}T00:00:00Z` : parts[3] ? x : `${x}Z`);
  return Number.isNaN(full.getTime()) ? undefined : full.getTime();
}

function equal(a: unknown, b: unknown): boolean {
  if (
    (typeof a === "number" || typeof b === "number") &&
    asNumber(a) !== undefined &&
    asNumber(b) !== undefined
  )
    return asNumber(a) === asNumber(b);
  return asText(a) !== undefined && asText(a) === asText(b);
}

const elements = (x: unknown): unknown[] => (Array.isArray(x) ? x : [x]);

function leafHolds(leaf: Leaf, object: Json, asOf: number): boolean {
  const x = get(object, leaf.field);
  const missing = x === undefined || x === null;
  switch (leaf.op) {
    case "exists":
      return !missing;
    case "not_exists":
      return missing;
    case "neq":
      return missing || !leafHolds({ ...leaf, op: "eq" }, object, asOf);
    case "not_in":
      return missing || !leafHolds({ ...leaf, op: "in" }, object, asOf);
    case "not_contains":
      return missing || !leafHolds({ ...leaf, op: "contains" }, object, asOf);
  }
  if (missing) return false;
  switch (leaf.op) {
    case "eq":
      return elements(x).some((e) => equal(e, leaf.value));
    case "in":
      return leaf.value.some((v) => elements(x).some((e) => equal(e, v)));
    case "contains":
      return elements(x).some((e) => asText(e)?.includes(`${leaf.value}`.toLowerCase()));
    case "starts_with":
      return asText(x)?.startsWith(`${leaf.value}`.toLowerCase()) ?? false;
    case "ends_with":
      return asText(x)?.endsWith(`${leaf.value}`.toLowerCase()) ?? false;
    case "before":
      return (asDate(x) ?? Number.NaN) < (asDate(leaf.value) ?? Number.NaN);
    case "after":
      return (asDate(x) ?? Number.NaN) > (asDate(leaf.value) ?? Number.NaN);
    case "within_days": {
      const at = asDate(x);
      return at !== undefined && at > asOf - leaf.value * DAY && at <= asOf;
    }
    case "between": {
      const n = asNumber(x) ?? Number.NaN;
      return n >= Number(leaf.value[0]) && n <= Number(leaf.value[1]);
    }
  }
  const n = asNumber(x);
  const limit = Number(leaf.value);
  if (n === undefined) return false;
  return { gt: n > limit, gte: n >= limit, lt: n < limit, lte: n <= limit }[leaf.op];
}

export function naiveHolds(condition: Condition, object: Json, asOf: number): boolean {
  if ("all" in condition) return condition.all.every((c) => naiveHolds(c, object, asOf));
  if ("any" in condition) return condition.any.some((c) => naiveHolds(c, object, asOf));
  if ("not" in condition) return !naiveHolds(condition.not, object, asOf);
  return leafHolds(condition, object, asOf);
}

const between = (x: number, min: number | null, max: number | null): number => {
  if (min !== null && x < min) return min;
  return max !== null && x > max ? max : x;
};

export function naiveAttributes(history: readonly NaiveAttribute[], asOf: number): Json {
  const known = history.filter((change) => change.knownAt <= asOf).sort((a, b) => a.knownAt - b.knownAt);
  return Object.fromEntries(known.map(({ key, value }) => [key, value]));
}

export function naiveScore(
  content: SheetContent,
  attributeHistory: readonly NaiveAttribute[],
  allEvents: readonly NaiveEvent[],
  asOf: number,
  allAdjustments: readonly NaiveAdjustment[] = [],
): NaiveScore {
  const adjustments = allAdjustments
    .filter((one) => one.at <= asOf && (one.until === null || asOf < one.until))
    .filter((one) => content.dimensions.some((dimension) => dimension.key === one.dimension))
    .sort((a, b) => (a.at === b.at ? a.id - b.id : a.at - b.at));
  const attributes = naiveAttributes(attributeHistory, asOf);
  const events = allEvents
    .filter((event, i) => allEvents.findIndex((other) => other.messageId === event.messageId) === i)
    .filter((event) => event.at <= asOf)
    .sort((a, b) => b.at - a.at);
  const last = events[0];

  const all = content.rules.map((rule) => {
    if (rule.muted) return { rule, points: 0, times: 0, lastAt: null };
    if (rule.kind === "fit") {
      const hit = rule.cases.find((c) => naiveHolds(c.when, attributes, asOf));
      return { rule, points: hit ? hit.points : rule.otherwise, times: hit ? 1 : 0, lastAt: null };
    }
    if (rule.kind === "model") throw new Error("Read by naive-model.test-helper.ts");
    if (rule.kind === "inactivity") {
      if (!last) return { rule, points: 0, times: 0, lastAt: null };
      const d = Math.floor((asOf - last.at) / DAY);
      let times = 0;
      if (d >= rule.after_days)
        times = rule.every_days === null ? 1 : 1 + Math.floor((d - rule.after_days) / rule.every_days);
      if (rule.limit && times > rule.limit.times) times = rule.limit.times;
      return { rule, points: rule.points * times, times, lastAt: times > 0 ? last.at : null };
    }
    const matching = events.filter(
      (event) =>
        (rule.event === "*" || rule.event === event.name) &&
        (rule.where === null || naiveHolds(rule.where, event.fields, asOf)) &&
        (rule.window_days === null || event.at > asOf - rule.window_days * DAY),
    );
    const dayOf = (event: NaiveEvent) => new Date(event.at).toISOString().slice(0, 10);
    const kept = matching.filter((event, i) => {
      if (rule.limit === null) return true;
      const newer = matching.slice(0, i);
      const rivals = rule.limit.per === "day" ? newer.filter((n) => dayOf(n) === dayOf(event)) : newer;
      return rivals.length < rule.limit.times;
    });
    const points = kept.reduce((sum, event) => {
      const age = Math.floor((asOf - event.at) / DAY);
      return sum + rule.points * (rule.half_life_days === null ? 1 : 0.5 ** (age / rule.half_life_days));
    }, 0);
    return { rule, points, times: kept.length, lastAt: kept[0]?.at ?? null };
  });

  const dimensions: Record<string, number> = {};
  for (const dimension of content.dimensions) {
    let sum = 0;
    for (const category of content.categories.filter((c) => c.dimension === dimension.key)) {
      const points = all.filter((r) => r.rule.category === category.key).reduce((s, r) => s + r.points, 0);
      sum += between(points, category.min, category.max);
    }
    const mine = adjustments.filter((one) => one.dimension === dimension.key);
    sum += mine.reduce((s, one) => s + one.points, 0);
    dimensions[dimension.key] = Math.floor(between(sum, dimension.min, dimension.max) + 0.5 + 1e-9);
  }
  const sum = Object.values(dimensions).reduce((a, b) => a + b, 0);
  const total = between(sum, content.range.min, content.range.max);

  let label = "";
  for (const dimension of content.dimensions) {
    const value = dimensions[dimension.key] ?? 0;
    label += dimension.bands.find((band) => band.from === null || band.from <= value)?.label ?? "";
  }
  const excluded = content.exclusions.find((e) => naiveHolds(e.when, attributes, asOf))?.key ?? null;
  let group: string | null = null;
  for (const candidate of content.groups) {
    const met = Object.entries(candidate.from).every(
      ([key, minimum]) => (key === "total" ? total : (dimensions[key] ?? 0)) >= minimum,
    );
    if (met) group = candidate.key;
  }
  return {
    total,
    dimensions,
    label: label === "" ? null : label,
    group: excluded === null ? group : null,
    excluded,
    contributions: [
      ...all
        .filter((r) => r.points !== 0 || r.times !== 0)
        .map(({ rule, points, times, lastAt }) => ({ rule: rule.key, points, times, lastAt })),
      ...adjustments.map(({ id, points, at }) => ({
        rule: `adjustment:${id}`,
        points,
        times: 1,
        lastAt: at,
      })),
    ],
  };
}
