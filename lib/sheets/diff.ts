import type { Category, Dimension, Exclusion, Group, Rule, SheetContent } from "../scoring/schema.ts";

/** The lists of a sheet whose entries have keys. */
export type Items = {
  dimensions: Dimension;
  categories: Category;
  rules: Rule;
  groups: Group;
  exclusions: Exclusion;
};
export type ListName = keyof Items;
export const LISTS = ["dimensions", "categories", "rules", "groups", "exclusions"] as const;

/** `undefined` where a field does not exist on that side, as when a rule changes its kind. */
export type FieldChange = { field: string; before: unknown; after: unknown };

/** Where an entry stood and stands, counted from 0; `category` where a rule changed it. */
export type Move = { from: number; to: number; category: { before: string; after: string } | null };

export type ItemChange<T> =
  | { kind: "added"; key: string; after: T; at: number }
  | { kind: "removed"; key: string; before: T; at: number }
  | { kind: "kept"; key: string; before: T; after: T; fields: FieldChange[]; moved: Move | null };

/** What differs between two contents, by key. Entries that are the same in both are left out. */
export type SheetDiff = { range: FieldChange[] } & { [L in ListName]: ItemChange<Items[L]>[] };

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(fieldOf(a, key), fieldOf(b, key)))
  );
}

const fieldOf = (item: object, key: string): unknown => (item as Record<string, unknown>)[key];

function fieldChanges(before: object, after: object, except: readonly string[] = []): FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((field) => !except.includes(field))
    .filter((field) => !isSame(fieldOf(before, field), fieldOf(after, field)))
    .map((field) => ({ field, before: fieldOf(before, field), after: fieldOf(after, field) }));
}

/** Places of a longest rising run within `numbers`: what stays where it is when the rest moves around it. */
function longestRise(numbers: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [place, value] of numbers.entries()) {
    let length = 0;
    while (length < tails.length && (numbers[tails[length] ?? 0] ?? 0) < value) length++;
    previous[place] = length > 0 ? (tails[length - 1] ?? -1) : -1;
    tails[length] = place;
  }
  const kept = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) kept.add(at);
  return kept;
}

const categoryOf = (item: object): string | null => {
  const category = fieldOf(item, "category");
  return typeof category === "string" ? category : null;
};

type Shared<T> = { key: string; before: T; after: T; from: number; to: number };

function moveOf<T extends object>(
  { before, after, from, to }: Shared<T>,
  isOutOfOrder: boolean,
): Move | null {
  const was = categoryOf(before);
  const is = categoryOf(after);
  const category = was !== null && is !== null && was !== is ? { before: was, after: is } : null;
  return category || isOutOfOrder ? { from, to, category } : null;
}

function diffList<T extends { key: string }>(before: readonly T[], after: readonly T[]): ItemChange<T>[] {
  const old = new Map(before.map((item, at) => [item.key, { item, at }]));
  const now = new Set(after.map(({ key }) => key));
  const shared = after.flatMap((item, to): Shared<T>[] => {
    const found = old.get(item.key);
    return found ? [{ key: item.key, before: found.item, after: item, from: found.at, to }] : [];
  });
  // A rule that changes category has moved whatever its place; order is judged among the others.
  const placed = shared.filter((pair) => moveOf(pair, false) === null);
  const rise = longestRise(placed.map(({ from }) => from));
  const inOrder = new Set(placed.filter((_, n) => rise.has(n)).map(({ key }) => key));
  const pairs = new Map(shared.map((pair) => [pair.key, pair]));
  const removed = before.flatMap((item, at): ItemChange<T>[] =>
    now.has(item.key) ? [] : [{ kind: "removed", key: item.key, before: item, at }],
  );
  const rest = after.flatMap((item, at): ItemChange<T>[] => {
    const pair = pairs.get(item.key);
    if (!pair) return [{ kind: "added", key: item.key, after: item, at }];
    const moved = moveOf(pair, !inOrder.has(item.key));
    const fields = fieldChanges(pair.before, item, moved?.category ? ["category"] : []);
    return fields.length > 0 || moved
      ? [{ kind: "kept", key: item.key, before: pair.before, after: item, fields, moved }]
      : [];
  });
  return [...rest, ...removed];
}

/**
 * What leads from one content to another: entries are matched by key, so that one which only stands elsewhere, or in
 * another category, has moved and is not removed and added anew. Pure.
 */
export function diffSheets(before: SheetContent, after: SheetContent): SheetDiff {
  return {
    range: fieldChanges(before.range, after.range),
    dimensions: diffList(before.dimensions, after.dimensions),
    categories: diffList(before.categories, after.categories),
    rules: diffList(before.rules, after.rules),
    groups: diffList(before.groups, after.groups),
    exclusions: diffList(before.exclusions, after.exclusions),
  };
}

export type DiffCounts = { added: number; removed: number; changed: number; moved: number };

/** How many entries were added, removed, changed and moved; one that moved and changed counts as both. */
export function countChanges(diff: SheetDiff): DiffCounts {
  const counts = { added: 0, removed: 0, changed: diff.range.length > 0 ? 1 : 0, moved: 0 };
  for (const list of LISTS) {
    for (const change of diff[list] as ItemChange<Items[ListName]>[]) {
      if (change.kind !== "kept") counts[change.kind]++;
      else {
        if (change.fields.length > 0) counts.changed++;
        if (change.moved) counts.moved++;
      }
    }
  }
  return counts;
}

export const isEmptyDiff = (diff: SheetDiff): boolean =>
  diff.range.length === 0 && LISTS.every((list) => diff[list].length === 0);
