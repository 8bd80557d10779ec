import type { FeedbackChoices } from "#lib/feedback/schemas.ts";

/** What is reported on: a version of a sheet, or what was handed over outside Hotsheet. */
export type Subject = { sheet: string; version: string } | { sheet: null; version: "imported" };

/**
 * What to report on where the URL leaves it open: the newest version in force that handed anybody over, else any that did,
 * else the newest; without versions what was handed over outside Hotsheet. Null: there is nothing to report on.
 */
export function chooseSubject(
  { versions, imported }: Pick<FeedbackChoices, "versions" | "imported">,
  asked: { sheet: string | null; version: string | null },
): Subject | null {
  if (asked.version === "imported") return { sheet: null, version: "imported" };
  if (asked.sheet !== null && asked.version !== null) return { sheet: asked.sheet, version: asked.version };
  const of = versions.filter(({ sheet }) => asked.sheet === null || sheet === asked.sheet);
  const found =
    of.find(({ state, handed_over: n }) => state === "active" && n > 0) ??
    of.find(({ handed_over: n }) => n > 0) ??
    of[0];
  if (found) return { sheet: found.sheet, version: String(found.version) };
  if (asked.sheet !== null) return { sheet: asked.sheet, version: "active" };
  return imported > 0 ? { sheet: null, version: "imported" } : null;
}

/** A subject as the value of an option, and back. */
export const subjectValue = ({ sheet, version }: Subject): string =>
  sheet === null ? "imported" : `${version} ${sheet}`;

export function subjectOf(value: string): Subject {
  const [version = "", sheet] = value.split(" ");
  return sheet === undefined ? { sheet: null, version: "imported" } : { sheet, version };
}
