import { randomInt } from "node:crypto";

/** Without those that are read as others: 0 O, 1 I L. */
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/** Random places that a pattern must have: 31^8 is about 8.5 · 10^11. */
export const LEAST_RANDOM = 8;
export const PATTERN = /^[A-Za-z0-9*_-]{8,40}$/;

export const randomPlaces = (pattern: string): number => pattern.split("*").length - 1;

/** A code of a pattern: each `*` a letter or digit that nobody can guess. */
export function makeCode(pattern: string): string {
  return pattern.replace(/\*/g, () => LETTERS[randomInt(LETTERS.length)] ?? "X");
}
