import { randomInt } from "node:crypto";

/** Without those that are read as others: 0 O, 1 I L. */
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** A code of a pattern: each `*` a letter or digit that nobody can guess. */
export function makeCode(pattern: string): string {
  return pattern.replace(/\*/g, () => LETTERS[randomInt(LETTERS.length)] ?? "X");
}
