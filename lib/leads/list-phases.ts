import { z } from "zod";
import { invalid } from "../errors.ts";
import { cursorId, cursorInstant, decodeCursor, encodeCursor } from "./cursor.ts";
import { SORTS, type Sort } from "./schemas.ts";

/**
 * One index-driven stretch of a sorted list. A list is its phases one after another, so that leads without the
 * sorted value come last by an index of their own rather than by sorting.
 */
export type Phase = {
  key: "total" | "id" | "created_at" | "last_event_at";
  descending: boolean;
  /** Which leads: with a score that is listed, without one, or whatever the filters say. */
  scope: "scored" | "unscored" | "any";
  where?: string;
};

const scored = (descending: boolean): Phase => ({ key: "total", descending, scope: "scored" });
const unscored: Phase = { key: "id", descending: true, scope: "unscored" };
const created = (descending: boolean): Phase => ({ key: "created_at", descending, scope: "any" });

/** @param only leads that have a listed score, or that have none; null: both. */
export function phasesOf(sort: Sort, only: "scored" | "unscored" | null): Phase[] {
  const all: Record<Sort, Phase[]> = {
    "-score": [scored(true), unscored],
    score: [scored(false), unscored],
    "-created": [created(true)],
    created: [created(false)],
    "-last_event": [
      { key: "last_event_at", descending: true, scope: "any", where: "l.last_event_at is not null" },
      { key: "last_event_at", descending: true, scope: "any", where: "l.last_event_at is null" },
    ],
  };
  if (only === null) return all[sort];
  return all[sort]
    .filter((phase) => phase.scope === "any" || phase.scope === only)
    .map((phase) => ({ ...phase, scope: only }));
}

const schema = z.object({
  sort: z.enum(SORTS),
  phase: z.number().int().min(0).max(1),
  /** Value of the phase's key on the last lead of the page; null where that is its id. */
  at: z.union([z.int32(), cursorInstant, z.null()]),
  id: cursorId,
});
export type ListCursor = z.infer<typeof schema>;

export const encodeListCursor = (cursor: ListCursor): string => encodeCursor(cursor);

/** @throws AppError `invalid` for what is no cursor of a list sorted like this. */
export function decodeListCursor(text: string, sort: Sort, phases: readonly Phase[]): ListCursor {
  const cursor = decodeCursor(schema, text);
  const phase = phases[cursor.phase];
  const expected = phase?.key === "total" ? "number" : phase?.key === "id" ? "object" : "string";
  const isOther = phase?.where?.endsWith("is null") ? cursor.at !== null : typeof cursor.at !== expected;
  if (!phase || cursor.sort !== sort || isOther) {
    throw invalid([{ path: "cursor", message: "The cursor belongs to a list that is sorted otherwise" }]);
  }
  return cursor;
}
