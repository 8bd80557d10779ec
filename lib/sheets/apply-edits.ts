import type { Issue } from "../errors.ts";
import type { Edit } from "./edit-schemas.ts";
import {
  type Copy,
  entriesOf,
  getItem,
  type ItemRef,
  isListKind,
  itemHash,
  sameItem,
  withItem,
} from "./items.ts";

export type Applied = { edit: Edit; outcome: "accepted" | "unchanged" | "conflict"; before: unknown };

/** What makes an edit no edit at all, whatever the draft holds. */
export function editIssues({ item, value, after }: Edit, path: string): Issue[] {
  const issue = (part: string, message: string): Issue[] => [{ path: `${path}.${part}`, message }];
  if (!isListKind(item.kind)) {
    if (item.key !== item.kind) return issue("item.key", `The key of this item is “${item.kind}”`);
    if (after !== undefined) return issue("after", "This item has no place to move to");
    if (value === undefined) return issue("value", "Say what the item becomes");
    if (item.kind === "segment" && typeof value !== "string") return issue("value", "A segment's key");
    return [];
  }
  if (value === null) return [];
  if (value === undefined)
    return after === undefined ? issue("value", "Say what the item becomes, or where it moves") : [];
  const key = typeof value === "object" && "key" in value ? value.key : undefined;
  return key === item.key ? [] : issue("value.key", "The item must carry the key that the edit names");
}

const orderOf = (copy: Copy, { kind }: ItemRef): string =>
  isListKind(kind)
    ? entriesOf(copy, kind)
        .map(({ key }) => key)
        .join()
    : "";

/**
 * Applies edits one after the other. An edit whose item is no longer what it was for the client is refused, unless
 * the item is already what the edit makes of it. A move alone asks only that the item is still there.
 */
export function applyEdits(start: Copy, edits: readonly Edit[]): { copy: Copy; applied: Applied[] } {
  let copy = start;
  const applied = edits.map((edit): Applied => {
    const { item, value, after, was } = edit;
    const before = getItem(copy, item);
    const onlyMoves = value === undefined || (before !== null && sameItem(value, before));
    if (onlyMoves ? before === null : !sameItem(value, before) && itemHash(before) !== was)
      return { edit, outcome: "conflict", before };
    if (!onlyMoves && sameItem(value, before)) return { edit, outcome: "unchanged", before };
    const next = withItem(copy, item, onlyMoves ? undefined : value, after);
    const moved = orderOf(next, item) !== orderOf(copy, item);
    const outcome = !onlyMoves || moved ? "accepted" : "unchanged";
    if (outcome === "accepted") copy = next;
    return { edit, outcome, before };
  });
  return { copy, applied };
}
