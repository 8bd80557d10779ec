// Browsers offer their own SHA-256 on https only, and an installation inside a company may be plain http.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import type { SheetContent } from "../scoring/schema.ts";

/** What two people edit apart from each other. `range` and `segment` are one each; the others are lists with keys. */
export const ITEM_KINDS = [
  "rule",
  "category",
  "dimension",
  "group",
  "exclusion",
  "range",
  "segment",
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export type ItemRef = { kind: ItemKind; key: string };

/** What both sides sign: who is scored, and how. */
export interface Copy {
  content: SheetContent;
  segment: string;
}

export type ListKind = Exclude<ItemKind, "range" | "segment">;
export const LISTS = {
  dimension: "dimensions",
  category: "categories",
  rule: "rules",
  exclusion: "exclusions",
  group: "groups",
} as const satisfies Record<ListKind, keyof SheetContent>;
export const LIST_KINDS = Object.keys(LISTS) as ListKind[];

export type Entry = { key: string };

export const isListKind = (kind: ItemKind): kind is ListKind => kind !== "range" && kind !== "segment";

/** The entries of a list, in order. Their values are opaque here: they are judged with the whole content. */
export const entriesOf = ({ content }: Copy, kind: ListKind): readonly Entry[] => content[LISTS[kind]];

export const sameRef = (a: ItemRef, b: ItemRef): boolean => a.kind === b.kind && a.key === b.key;
export const refText = ({ kind, key }: ItemRef): string => `${kind}:${key}`;

/** An item's value, or null where there is none. */
export function getItem(copy: Copy, { kind, key }: ItemRef): unknown {
  if (kind === "range") return copy.content.range;
  if (kind === "segment") return copy.segment;
  return entriesOf(copy, kind).find((entry) => entry.key === key) ?? null;
}

/** SHA-256 (hex) of an item's canonical JSON (RFC 8785), null for an item that is not there. */
export function itemHash(value: unknown): string | null {
  return value === null || value === undefined
    ? null
    : bytesToHex(sha256(utf8ToBytes(canonicalize(value) ?? "")));
}

/** Whether two items say the same; of numbers under edit that are none (NaN), two are the same. */
export function sameItem(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || (a ?? null) === (b ?? null)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const names = (one: Record<string, unknown>) => Object.keys(one).filter((name) => one[name] !== undefined);
  const own = names(left);
  return (
    own.length === names(right).length &&
    own.every((name) => Object.hasOwn(right, name) && sameField(left[name], right[name]))
  );
}

/** Inside an item null and missing differ. */
const sameField = (a: unknown, b: unknown): boolean => (a === null) === (b === null) && sameItem(a, b);

/** Puts an entry behind the one with the key `after`: null is the front, an unknown key the end. */
function placed(list: readonly Entry[], entry: Entry, after: string | null): Entry[] {
  if (after === null) return [entry, ...list];
  const place = list.findIndex(({ key }) => key === after);
  return place < 0 ? [...list, entry] : list.toSpliced(place + 1, 0, entry);
}

/**
 * The copy with an item put (`value`), taken out (null) or left as it is (undefined), and moved behind `after` where
 * that is given. The result is not judged: `value` may be anything.
 */
export function withItem(copy: Copy, ref: ItemRef, value: unknown, after?: string | null): Copy {
  const { kind, key } = ref;
  if (kind === "segment") return value === undefined ? copy : { ...copy, segment: value as string };
  const { content } = copy;
  if (kind === "range") {
    if (value === undefined) return copy;
    const range = (value ?? { min: null, max: null }) as SheetContent["range"];
    return { ...copy, content: { ...content, range } };
  }
  const list = entriesOf(copy, kind);
  const place = list.findIndex((entry) => entry.key === key);
  const entry = (value === undefined ? list[place] : value) as Entry | null | undefined;
  const rest = place < 0 ? list : list.toSpliced(place, 1);
  const put = (next: readonly Entry[]): Copy => ({ ...copy, content: { ...content, [LISTS[kind]]: next } });
  if (entry === null || entry === undefined) return put(rest);
  if (after !== undefined) return put(placed(rest, entry, after));
  return put(place < 0 ? [...list, entry] : list.with(place, entry));
}
