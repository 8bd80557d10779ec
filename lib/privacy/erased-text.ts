import type { Identity } from "../leads/identities.ts";

/** What stands where a person was named. */
export const ERASED_MARK = "[erased]";
/** What names a person and no one else, in lower case, longest first. */
export type Needles = string[];

/** "42" or "customer" may be somebody's id, but stand for other things in other places. */
const isTelling = (text: string) =>
  text.includes("@") || (/\d/.test(text) && text.length >= (/\D/.test(text) ? 6 : 10));

const forms = (text: string) => [
  text,
  JSON.stringify(text).slice(1, -1),
  encodeURIComponent(text).toLowerCase(),
];

/** @param texts further texts that only this person has: the full name, phone numbers. */
export function needlesOf(identities: readonly Identity[], texts: readonly string[] = []): Needles {
  const ids = identities.map(({ value }) => value).filter(isTelling);
  const all = [...ids, ...texts].map((text) => text.trim().toLowerCase()).filter((text) => text.length >= 6);
  return [...new Set(all.flatMap(forms))].sort((a, b) => b.length - a.length);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The text without what names the person. */
export const eraseText = (text: string, needles: Needles): string =>
  needles.reduce((left, needle) => left.replace(new RegExp(escaped(needle), "giu"), ERASED_MARK), text);

/** The same for every text in a JSON value, names of members included. */
export function eraseJson(value: unknown, needles: Needles): unknown {
  if (typeof value === "string") return eraseText(value, needles);
  if (Array.isArray(value)) return value.map((one) => eraseJson(one, needles));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [eraseText(key, needles), eraseJson(one, needles)]),
  );
}

/** A text of a pattern of LIKE that stands for itself. */
export const literal = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** Patterns of LIKE that find them in a lower-cased text. */
export const likePatterns = (needles: Needles): string[] => needles.map((needle) => `%${literal(needle)}%`);
