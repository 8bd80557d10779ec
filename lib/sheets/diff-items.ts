import {
  type Copy,
  type Entry,
  entriesOf,
  getItem,
  type ItemRef,
  LIST_KINDS,
  type ListKind,
  sameItem,
  withItem,
} from "./items.ts";

/** One item's way from one copy to another; `after` is set where it has a new place, even if its value is the same. */
export type ItemChange = ItemRef & { before: unknown; value: unknown; after?: string | null };

/** Places (in `order`) of a longest run of keys that stand in the same order in `from`: what need not move. */
function staying(from: readonly string[], order: readonly string[]): Set<number> {
  const place = new Map(from.map((key, i) => [key, i]));
  const spots = order.map((key) => place.get(key) ?? -1);
  const length: number[] = [];
  const previous: number[] = [];
  let best = -1;
  spots.forEach((spot, i) => {
    length[i] = 1;
    previous[i] = -1;
    for (let j = 0; j < i; j++) {
      if ((spots[j] ?? 0) < spot && (length[j] ?? 0) + 1 > (length[i] ?? 0)) {
        length[i] = (length[j] ?? 0) + 1;
        previous[i] = j;
      }
    }
    if (best < 0 || (length[i] ?? 0) > (length[best] ?? 0)) best = i;
  });
  const stays = new Set<number>();
  for (let i = best; i >= 0; i = previous[i] ?? -1) stays.add(i);
  return stays;
}

function diffList(kind: ListKind, from: readonly Entry[], to: readonly Entry[]): ItemChange[] {
  const before = new Map(from.map((entry) => [entry.key, entry]));
  const wanted = new Set(to.map(({ key }) => key));
  const gone = from
    .filter(({ key }) => !wanted.has(key))
    .map((entry): ItemChange => ({ kind, key: entry.key, before: entry, value: null }));
  const common = to.map(({ key }) => key).filter((key) => before.has(key));
  const inOrder = from.map(({ key }) => key).filter((key) => wanted.has(key));
  const unmoved = common.every((key, i) => key === inOrder[i]);
  const stays = unmoved ? null : staying(inOrder, common);
  const moved = new Set(stays === null ? [] : common.filter((_, i) => !stays.has(i)));
  const put = to.flatMap((entry, i): ItemChange[] => {
    const { key } = entry;
    const old = before.get(key);
    const after = to[i - 1]?.key ?? null;
    if (!old) return [{ kind, key, before: null, value: entry, after }];
    if (moved.has(key)) return [{ kind, key, before: old, value: entry, after }];
    return sameItem(old, entry) ? [] : [{ kind, key, before: old, value: entry }];
  });
  return [...gone, ...put];
}

/** The changes that make `to` out of `from`, in an order in which they can be applied; keys are taken to be unique. */
export function diffItems(from: Copy, to: Copy): ItemChange[] {
  const singles = (["segment", "range"] as const).flatMap((kind): ItemChange[] => {
    const ref = { kind, key: kind };
    const [before, value] = [getItem(from, ref), getItem(to, ref)];
    return sameItem(before, value) ? [] : [{ ...ref, before, value }];
  });
  return [
    ...singles,
    ...LIST_KINDS.flatMap((kind) => diffList(kind, entriesOf(from, kind), entriesOf(to, kind))),
  ];
}

export const applyChanges = (copy: Copy, changes: readonly ItemChange[]): Copy =>
  changes.reduce((at, change) => withItem(at, change, change.value, change.after), copy);

/**
 * What was changed in `mine` since `base`, brought onto `theirs`, which came from the same `base`.
 * An item that both changed to different values stays as in `mine` and is named in `conflicts`; `held` items (being
 * typed into) are treated as changed. Of two orders the one that differs from `base` wins, mine where both do.
 */
export function mergeCopies(
  base: Copy,
  mine: Copy,
  theirs: Copy,
  held: (ref: ItemRef) => boolean = () => false,
): { copy: Copy; conflicts: ItemRef[] } {
  const conflicts: ItemRef[] = [];
  let copy = theirs;
  for (const change of diffItems(base, mine)) {
    const { kind, key, before, value, after } = change;
    const now = getItem(theirs, change);
    const edited = !sameItem(before, value);
    const clash = edited && !sameItem(now, before) && !sameItem(now, value);
    if (clash) conflicts.push({ kind, key });
    // Moving what somebody else has deleted does not bring it back.
    if (!edited && now === null) continue;
    copy = withItem(copy, change, edited ? value : undefined, after);
  }
  for (const change of diffItems(base, theirs)) {
    const own = getItem(mine, change);
    const untouched = sameItem(own, change.before);
    if (!untouched || own === null || !held(change) || sameItem(change.before, change.value)) continue;
    conflicts.push({ kind: change.kind, key: change.key });
    copy = withItem(copy, change, own);
  }
  return { copy, conflicts };
}
