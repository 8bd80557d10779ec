import type { Tx } from "#db/client.ts";
import type { SeedLead } from "#db/seed/types.ts";
import { compare, noChanges } from "../scores/changes.ts";
import { CHUNK_LEADS } from "../scores/locks.ts";
import { loadActiveSheets, loadRestNames } from "../scores/model.ts";
import { readChunk, scoreChunk } from "../scores/score-chunk.ts";
import { writeChanges } from "../scores/store.ts";
import { type DemoWorkspace, idOf, versionKey } from "./internal.ts";

const ROWS_AT_ONCE = 20_000;

/** Calls `write` with columns of at most ROWS_AT_ONCE rows at a time. */
async function inBatches<T>(rows: readonly T[], write: (batch: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await write(rows.slice(from, from + ROWS_AT_ONCE));
}

/** How every score and group came to be over the year, from the same transitions as the hand-overs. */
export async function writePast(
  tx: Tx,
  { workspaceId, versions }: DemoWorkspace,
  leads: readonly SeedLead[],
  ids: ReadonlyMap<number, number>,
): Promise<void> {
  const rows = leads.flatMap((lead) =>
    lead.history.map((row) => ({
      ...row,
      ...idOf(versions, versionKey(row.sheet, row.version)),
      leadId: idOf(ids, lead.n),
    })),
  );
  await inBatches(rows, (batch) =>
    tx.$client.query(
      `insert into score_history (workspace_id, lead_id, sheet_id, at, version_id, total, label, group_key, excluded)
       select $1, h.* from unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::bigint[], $6::float8[], $7::text[],
         $8::text[], $9::text[]) as h (lead_id, sheet_id, at, version_id, total, label, group_key, excluded)`,
      [
        workspaceId,
        batch.map((r) => r.leadId),
        batch.map((r) => r.sheetId),
        batch.map((r) => new Date(r.at)),
        batch.map((r) => r.versionId),
        batch.map((r) => r.total),
        batch.map((r) => r.label),
        batch.map((r) => r.group),
        batch.map((r) => r.excluded),
      ],
    ),
  );
  const moves = leads
    .flatMap((lead) =>
      lead.moves.map((move) => ({
        ...move,
        ...idOf(versions, versionKey(move.sheet, move.version)),
        leadId: idOf(ids, lead.n),
      })),
    )
    .sort((a, b) => a.at - b.at);
  await inBatches(moves, (batch) =>
    tx.$client.query(
      `insert into group_changes (workspace_id, lead_id, sheet_id, version_id, at, from_group, to_group, total, cause)
       select $1, g.* from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::text[], $7::text[],
         $8::float8[], $9::text[]) as g (lead_id, sheet_id, version_id, at, from_group, to_group, total, cause)`,
      [
        workspaceId,
        batch.map((m) => m.leadId),
        batch.map((m) => m.sheetId),
        batch.map((m) => m.versionId),
        batch.map((m) => new Date(m.at)),
        batch.map((m) => m.from),
        batch.map((m) => m.to),
        batch.map((m) => m.total),
        batch.map((m) => m.cause),
      ],
    ),
  );
}

/**
 * Stores what the product's own function says of every lead as of `now`, read back from the database. History and
 * hand-overs up to then are there already, so neither is made again.
 */
export async function writePresent(
  tx: Tx,
  workspaceId: number,
  ids: readonly number[],
  now: number,
): Promise<void> {
  const names = await loadRestNames(tx, workspaceId);
  const sheets = await loadActiveSheets(tx, workspaceId, names);
  const unscored = { primarySheetId: null, membershipChangesAt: null, isUnscored: false };
  const sorted = [...ids].sort((a, b) => a - b);
  for (let from = 0; from < sorted.length; from += CHUNK_LEADS) {
    const chunk = await readChunk(
      tx,
      workspaceId,
      sheets,
      names,
      { ids: sorted.slice(from, from + CHUNK_LEADS) },
      now,
      false,
    );
    const changes = noChanges();
    for (const lead of scoreChunk(chunk, sheets, now)) compare(lead, [], unscored, changes);
    await writeChanges(tx, workspaceId, { ...changes, history: [], groupChanges: [] }, new Date(now), "demo");
  }
}
