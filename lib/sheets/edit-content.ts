import type { Category, Rule, SheetContent } from "../scoring/schema.ts";
import { validateSheet } from "../scoring/validate.ts";

/** A key that none of `taken` has: `wanted`, else with a number behind it. */
export function freeKey(wanted: string, taken: readonly { key: string }[]): string {
  const used = new Set(taken.map(({ key }) => key));
  if (!used.has(wanted)) return wanted;
  let n = 2;
  while (used.has(`${wanted}-${n}`)) n++;
  return `${wanted}-${n}`;
}

/** The content with one more category, and a dimension for it to count for where there was none. */
export function withNewCategory(
  content: SheetContent,
  names: { category: string; dimension: string },
): { content: SheetContent; key: string } {
  const dimensions =
    content.dimensions.length > 0
      ? content.dimensions
      : [{ key: "score", name: names.dimension, min: null, max: null, bands: [] }];
  const key = freeKey("category", content.categories);
  const dimension = content.categories.at(-1)?.dimension ?? dimensions[0]?.key ?? "score";
  const made: Category = { key, name: names.category, dimension, min: null, max: null };
  return { content: { ...content, dimensions, categories: [...content.categories, made] }, key };
}

/** The content without a category: its rules go to the category `to`, or with it where that is null. */
export function withoutCategory(content: SheetContent, key: string, to: string | null): SheetContent {
  const rules = content.rules.flatMap((rule): Rule[] => {
    if (rule.category !== key) return [rule];
    return to === null ? [] : [{ ...rule, category: to }];
  });
  return { ...content, rules, categories: content.categories.filter((category) => category.key !== key) };
}

/** The content without a dimension that no category counts for; groups no longer ask for it. */
export function withoutDimension(content: SheetContent, key: string): SheetContent {
  const groups = content.groups.map((group) =>
    Object.hasOwn(group.from, key)
      ? { ...group, from: Object.fromEntries(Object.entries(group.from).filter(([name]) => name !== key)) }
      : group,
  );
  return { ...content, groups, dimensions: content.dimensions.filter((dimension) => dimension.key !== key) };
}

/** A new rule of a kind in a category, ready to be filled in. */
export function newRule(kind: Rule["kind"], name: string, content: SheetContent, category: string): Rule {
  const head = { key: freeKey(kind, content.rules), name, category };
  if (kind === "fit") {
    return { ...head, kind, cases: [{ when: { field: "", op: "eq", value: "" }, points: 10 }], otherwise: 0 };
  }
  if (kind === "inactivity") {
    return { ...head, kind, after_days: 30, every_days: null, points: -10, limit: null };
  }
  if (kind === "model") {
    const steps = [{ from: 0.5, points: 20 }];
    return { ...head, kind, model: "", version: 1, steps, otherwise: 0, backdate: false };
  }
  const unset = { limit: null, window_days: null, half_life_days: null };
  return { ...head, kind, event: "page_viewed", where: null, points: 10, ...unset };
}

/** The content with a copy of a rule right behind it, and the copy's key. */
export function withCopy(
  content: SheetContent,
  rule: Rule,
  name: string,
): { content: SheetContent; key: string } {
  const key = freeKey(rule.key.slice(0, 58), content.rules);
  const place = content.rules.findIndex((one) => one.key === rule.key);
  return {
    content: { ...content, rules: content.rules.toSpliced(place + 1, 0, { ...rule, key, name }) },
    key,
  };
}

/** Puts a rule before another one and into its category; `before` null: at the end of `category`. */
export function withRuleAt(
  content: SheetContent,
  key: string,
  category: string,
  before: string | null,
): SheetContent {
  const rule = content.rules.find((one) => one.key === key);
  if (!rule || before === key) return content;
  const rest = content.rules.filter((one) => one.key !== key);
  const last = rest.findLastIndex((one) => one.category === category);
  const found = rest.findIndex((one) => one.key === before);
  const place = found >= 0 ? found : last >= 0 ? last + 1 : rest.length;
  const put = rule.category === category ? rule : { ...rule, category };
  return { ...content, rules: rest.toSpliced(place, 0, put) };
}

/** Moves a rule up (-1) or down (1) among those of its category. */
export function withRuleMoved(content: SheetContent, key: string, by: -1 | 1): SheetContent {
  const rule = content.rules.find((one) => one.key === key);
  if (!rule) return content;
  const own = content.rules.filter(({ category }) => category === rule.category);
  const other = own[own.indexOf(rule) + by];
  if (!other) return content;
  // Before the one above; or the one below before this one.
  return by < 0
    ? withRuleAt(content, key, rule.category, other.key)
    : withRuleAt(content, other.key, rule.category, key);
}

/** The rule muted, or not: a rule that is not says nothing of it. */
export function withMuted(rule: Rule, muted: boolean): Rule {
  const { muted: _, ...rest } = rule;
  return (muted ? { ...rest, muted: true } : rest) as Rule;
}

/** The list with the entry at `place` moved by `by` places. */
export function moved<T>(list: readonly T[], place: number, by: number): T[] {
  const entry = list[place];
  const to = place + by;
  if (entry === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(place, 1).toSpliced(to, 0, entry);
}

/** The content with its keys in the schema's order, so that equal content is equal text: jsonb keeps another order. */
export function inOrder(content: SheetContent): SheetContent {
  const checked = validateSheet(content);
  return checked.ok ? checked.content : content;
}
