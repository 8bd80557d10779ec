import type { Tx } from "#db/client.ts";
import type { SuggestedChange, SuggestionState } from "#db/schema/sheet-suggestions.ts";
import { notFound } from "../errors.ts";
import { type Role, type Side, signingSide } from "../permissions.ts";
import { type Applied, applyEdits } from "./apply-edits.ts";
import type { Edit } from "./edit-schemas.ts";
import { type Copy, type ItemRef, itemHash, sameRef } from "./items.ts";
import type { Suggestion } from "./suggestion-schemas.ts";

export type SuggestionRow = {
  id: number;
  version: number;
  memberId: number;
  name: string;
  role: Role;
  side: Side | null;
  reason: string;
  changes: (SuggestedChange & { item: ItemRef })[];
  state: SuggestionState;
  createdAt: Date;
  decidedAt: Date | null;
  decidedId: number | null;
  decidedName: string | null;
  note: string | null;
};

type Which = { id?: number; requestId?: string; state?: "open" | "decided"; before?: number; limit?: number };

/** Suggestions for a sheet, newest first. */
export async function findSuggestions(
  tx: Tx,
  workspaceId: number,
  sheetId: number,
  which: Which,
): Promise<SuggestionRow[]> {
  const values: unknown[] = [workspaceId, sheetId];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const where = ["s.workspace_id = $1", "s.sheet_id = $2"];
  if (which.id !== undefined) where.push(`s.id = ${bind(which.id)}`);
  if (which.requestId !== undefined) where.push(`s.request_id = ${bind(which.requestId)}`);
  if (which.state) where.push(which.state === "open" ? "s.state = 'open'" : "s.state <> 'open'");
  if (which.before !== undefined) where.push(`s.id < ${bind(which.before)}`);
  const found = await tx.$client.query<SuggestionRow>(
    `select s.id::int as id, v.number as version, s.member_id::int as "memberId", u.name, m.role, m.side, s.reason,
       s.changes, s.state, s.created_at as "createdAt", s.decided_at as "decidedAt", dm.id::int as "decidedId",
       du.name as "decidedName", s.note
     from sheet_suggestions s
     join sheet_versions v on v.workspace_id = s.workspace_id and v.id = s.version_id
     join members m on m.workspace_id = s.workspace_id and m.id = s.member_id join users u on u.id = m.user_id
     left join members dm on dm.workspace_id = s.workspace_id and dm.id = s.decided_by
     left join users du on du.id = dm.user_id
     where ${where.join(" and ")} order by s.id desc limit ${bind(which.limit ?? 1)}`,
    values,
  );
  return found.rows;
}

/** The changes as edits of what they were made from; `over` are items whose present state the caller has seen. */
export const editsOf = (
  changes: SuggestionRow["changes"],
  over: readonly Pick<Edit, "item" | "was">[] = [],
): Edit[] =>
  changes.map(({ item, before, value, after }) => ({
    id: crypto.randomUUID(),
    item,
    was: (over.find((one) => sameRef(one.item, item)) ?? { was: itemHash(before) }).was,
    ...(value === undefined ? {} : { value }),
    ...(after === undefined ? {} : { after }),
  }));

const conflicting = (applied: readonly Applied[]): ItemRef[] =>
  applied.filter(({ outcome }) => outcome === "conflict").map(({ edit }) => edit.item);

/** Items of these edits that are no longer what they were made from. */
export const outdatedIn = (copy: Copy, edits: readonly Edit[]): ItemRef[] =>
  conflicting(applyEdits(copy, edits).applied);

/** @param copy the open draft; null: nothing is open, and nothing is said of what has changed. */
export const toSuggestion = (row: SuggestionRow, copy: Copy | null): Suggestion => ({
  id: row.id,
  version: row.version,
  member: { id: row.memberId, name: row.name, side: signingSide(row) },
  reason: row.reason,
  created_at: row.createdAt.toISOString(),
  state: row.state,
  decided_at: row.decidedAt?.toISOString() ?? null,
  decided_by:
    row.decidedId === null || row.decidedName === null ? null : { id: row.decidedId, name: row.decidedName },
  note: row.note,
  changes: row.changes,
  outdated: row.state === "open" && copy ? outdatedIn(copy, editsOf(row.changes)) : [],
});

/** @throws AppError `not_found`. */
export async function loadSuggestion(
  tx: Tx,
  workspaceId: number,
  sheetId: number,
  id: number,
): Promise<SuggestionRow> {
  const [row] = await findSuggestions(tx, workspaceId, sheetId, { id });
  if (!row) throw notFound("Suggestion");
  return row;
}
