import { randomUUID } from "node:crypto";
import type { Tx } from "#db/client.ts";
import { sheetEdits } from "#db/schema/index.ts";
import type { EditOutcome } from "#db/schema/sheet-edits.ts";
import { actingMemberId, type Context } from "../context.ts";
import type { Side } from "../permissions.ts";
import { diffItems } from "./diff-items.ts";
import type { EditResult } from "./edit-schemas.ts";
import type { Copy, ItemKind, ItemRef } from "./items.ts";

export type LogEntry = {
  id: string;
  item: ItemRef;
  outcome: EditOutcome;
  before: unknown;
  after: unknown;
  place?: string | null;
};

type Where = {
  versionId: number;
  revision: number;
  at: Date;
  signaturesCleared: Side[];
  /** The suggestion that was accepted, where the edits are one. */
  suggestionId?: number | null;
};

/** Writes edits of one call in their order; only accepted ones are said to have cleared signatures. */
export async function logEdits(
  tx: Tx,
  ctx: Context,
  where: Where,
  entries: readonly LogEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const { signaturesCleared, ...rest } = where;
  const rows = entries.map(({ id, item, outcome, before, after, place }) => ({
    workspaceId: ctx.workspaceId,
    editId: id,
    memberId: actingMemberId(ctx),
    ...rest,
    outcome,
    kind: item.kind,
    key: item.key,
    before,
    after,
    place: place === undefined ? null : (place ?? ""),
    signaturesCleared: outcome === "accepted" ? signaturesCleared : [],
  }));
  await tx.insert(sheetEdits).values(rows);
}

/** Logs a content that was saved as a whole as the edits of items that it comes to. */
export async function logWhole(tx: Tx, ctx: Context, where: Where, from: Copy, to: Copy): Promise<void> {
  const entries = diffItems(from, to).map(({ kind, key, before, value, after }) => ({
    id: randomUUID(),
    item: { kind, key },
    outcome: "accepted" as const,
    before,
    after: value,
    place: after,
  }));
  await logEdits(tx, ctx, where, entries);
}

type AnsweredRow = {
  id: string;
  kind: ItemKind;
  key: string;
  outcome: EditOutcome;
  before: unknown;
  after: unknown;
};

/** What edits with these ids were answered, on whichever version of the sheet they were made. */
export async function answeredEdits(
  tx: Tx,
  workspaceId: number,
  versionIds: number[],
  ids: string[],
): Promise<Map<string, EditResult>> {
  const found = await tx.$client.query<AnsweredRow>(
    `select edit_id as id, kind, key, outcome, before, after from sheet_edits
     where workspace_id = $1 and version_id = any($2::bigint[]) and edit_id = any($3::uuid[])`,
    [workspaceId, versionIds, ids],
  );
  return new Map(
    found.rows.map(({ id, kind, key, outcome, before, after }) => [
      id,
      { id, item: { kind, key }, outcome, value: outcome === "conflict" ? before : after },
    ]),
  );
}

export type Cleared = {
  sides: Side[];
  at: string;
  member: { id: number; name: string } | null;
  item: ItemRef;
};

/** The last edit of a version that took signatures away, or null. */
export async function lastCleared(tx: Tx, workspaceId: number, versionId: number): Promise<Cleared | null> {
  const found = await tx.$client.query<{
    sides: Side[];
    at: Date;
    memberId: number | null;
    name: string | null;
    kind: ItemKind;
    key: string;
  }>(
    `select e.signatures_cleared as sides, e.at, m.id::int as "memberId", u.name, e.kind, e.key
     from sheet_edits e
     left join members m on m.workspace_id = e.workspace_id and m.id = e.member_id
     left join users u on u.id = m.user_id
     where e.workspace_id = $1 and e.version_id = $2 and cardinality(e.signatures_cleared) > 0
     order by e.id desc limit 1`,
    [workspaceId, versionId],
  );
  const [row] = found.rows;
  if (!row) return null;
  const { sides, at, memberId, name, kind, key } = row;
  const member = memberId === null || name === null ? null : { id: memberId, name };
  return { sides, at: at.toISOString(), member, item: { kind, key } };
}
