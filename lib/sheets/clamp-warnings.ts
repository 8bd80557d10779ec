import { clampReach, type Reach, ruleReach } from "../scoring/reach.ts";
import type { Rule, SheetContent } from "../scoring/schema.ts";
import type { SheetWarning } from "./warning-codes.ts";

type Bounds = { min: number | null; max: number | null };

const sum = (reaches: readonly Reach[]): Reach =>
  reaches.reduce((a, b) => ({ low: a.low + b.low, high: a.high + b.high }), { low: 0, high: 0 });

/** True where a clamp leaves the same of a sum with and without something, because it always stops it at one end. */
function isHidden(having: Reach, lacking: Reach, { min, max }: Bounds): boolean {
  const [low, high] = [min ?? Number.NEGATIVE_INFINITY, max ?? Number.POSITIVE_INFINITY];
  return Math.max(having.high, lacking.high) <= low || Math.min(having.low, lacking.low) >= high;
}

/** The most points, either way, that a rule gives at once: for one event, one case, one time of silence. */
const single = (rule: Rule): { high: number; low: number } => {
  const points =
    rule.kind === "fit"
      ? [rule.otherwise, ...rule.cases.map((c) => c.points)]
      : rule.kind === "model"
        ? [rule.otherwise, ...rule.steps.map((step) => step.points)]
        : [rule.points];
  return { high: Math.max(0, ...points), low: Math.min(0, ...points) };
};

function clampedRule(rule: Rule, place: number, others: Reach, bounds: Bounds, name: string): SheetWarning[] {
  const { min, max } = bounds;
  const { high, low } = single(rule);
  const tops = max !== null && high > 0 && others.low + high > max;
  const falls = min !== null && low < 0 && others.high + low < min;
  if (tops || falls) {
    const bound = tops ? max : min;
    const params = { points: tops ? high : low, category: name, bound: bound ?? 0 };
    return [{ path: `rules.${place}`, code: "cut_by_clamp", params }];
  }
  if (
    rule.kind === "fit" ||
    rule.kind === "model" ||
    !rule.limit ||
    (rule.kind === "behaviour" && rule.half_life_days !== null)
  )
    return [];
  // The last time that the limit allows gives nothing any more: the clamp is reached before it.
  if (rule.kind === "behaviour" && rule.limit.per === "day") return [];
  const before = (rule.limit.times - 1) * rule.points;
  const beyond =
    rule.points > 0
      ? max !== null && others.low + before >= max
      : min !== null && rule.points < 0 && others.high + before <= min;
  if (!beyond) return [];
  const params = { times: rule.limit.times, category: name, bound: (rule.points > 0 ? max : min) ?? 0 };
  return [{ path: `rules.${place}.limit`, code: "limit_beyond_clamp", params }];
}

/**
 * Rules whose points a clamp takes away whatever a lead does: all of them (in the category, or in the dimension), a part of
 * what they give at once, or the last times of their limit. Certain, not likely: what other rules may do is bounded by
 * their points and limits. Pure.
 */
export function clampWarnings(content: SheetContent): SheetWarning[] {
  const reaches = content.rules.map(ruleReach);
  const inCategory = (key: string) => content.rules.flatMap((rule, n) => (rule.category === key ? [n] : []));
  const reachOf = (places: readonly number[]) => sum(places.flatMap((n) => reaches[n] ?? []));
  return content.rules.flatMap((rule, place): SheetWarning[] => {
    const category = content.categories.find(({ key }) => key === rule.category);
    const dimension = content.dimensions.find(({ key }) => key === category?.dimension);
    const reach = reaches[place];
    if (!category || !dimension || !reach) return [];
    if (reach.low === 0 && reach.high === 0) return [];
    const path = `rules.${place}`;
    const lacking = reachOf(inCategory(category.key).filter((n) => n !== place));
    const having = sum([reach, lacking]);
    if (isHidden(having, lacking, category))
      return [{ path, code: "hidden_by_clamp", params: { category: category.name } }];
    const rest = content.categories.filter(
      (other) => other.dimension === dimension.key && other.key !== category.key,
    );
    const beside = sum(rest.map((other) => clampReach(reachOf(inCategory(other.key)), other)));
    // What the category lets through can be beyond what the dimension does.
    const [all, others] = [having, lacking].map((one) => sum([beside, clampReach(one, category)]));
    if (all && others && isHidden(all, others, dimension))
      return [{ path, code: "hidden_by_clamp", params: { category: dimension.name } }];
    return clampedRule(rule, place, lacking, category, category.name);
  });
}
