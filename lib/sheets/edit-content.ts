import type { Rule, SheetContent } from "../scoring/schema.ts";
import { validateSheet } from "../scoring/validate.ts";

/** A key that none of `taken` has: `wanted`, else with a number behind it. */
export function freeKey(wanted: string, taken: readonly { key: string }[]): string {
  const used = new Set(taken.map(({ key }) => key));
  if (!used.has(wanted)) return wanted;
  let n = 2;
  while (used.has(`${wanted}-${n}`)) n++;
  return `${wanted}-${n}`;
}

/** A sheet that has somewhere to put a rule: a dimension and a category where there was none. */
export function withCategory(content: SheetContent, name: string): SheetContent {
  if (content.categories.length > 0) return content;
  const dimensions =
    content.dimensions.length > 0
      ? content.dimensions
      : [{ key: "score", name, min: null, max: null, bands: [] }];
  const dimension = dimensions[0]?.key ?? "score";
  return { ...content, dimensions, categories: [{ key: "general", name, dimension, min: null, max: null }] };
}

/** A new rule of a kind, ready to be filled in. */
export function newRule(kind: Rule["kind"], name: string, content: SheetContent): Rule {
  const head = { key: freeKey(kind, content.rules), name, category: content.categories[0]?.key ?? "" };
  if (kind === "fit") {
    return { ...head, kind, cases: [{ when: { field: "", op: "eq", value: "" }, points: 10 }], otherwise: 0 };
  }
  if (kind === "inactivity") {
    return { ...head, kind, after_days: 30, every_days: null, points: -10, limit: { times: 1 } };
  }
  const limits = { limit: { times: 1, per: "lifetime" as const }, window_days: 90, half_life_days: null };
  return { ...head, kind, event: "page_viewed", where: null, points: 10, ...limits };
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
