import { randomUUID } from "node:crypto";
import type { Tx } from "#db/client.ts";
import { sendJob } from "../jobs/boss.ts";
import type { GroupChange } from "../scores/changes.ts";
import type { ReadySheet } from "../scores/model.ts";
import { bigints } from "../sql-arrays.ts";
import { actionsOn } from "./actions-on.ts";

/** How many runs may lead to one another: a set attribute moves a lead, which sets an attribute, and so on. */
export const MAX_CHAIN = 5;

/**
 * Writes a run for each move and action into the outbox, and wakes the worker once, in the transaction that moves the
 * leads: what was left first, then what was entered. Sheets that are no longer active have no actions.
 * @param chain how many runs led to these moves.
 * @returns how many runs were written.
 */
export async function queueRuns(
  tx: Tx,
  workspaceId: number,
  moves: readonly GroupChange[],
  sheets: readonly ReadySheet[],
  asOf: Date,
  chain = 0,
): Promise<number> {
  const sheetOf = new Map(sheets.map((sheet) => [sheet.sheetId, sheet]));
  const rows = moves.flatMap(({ leadId, sheetId, fromGroup, toGroup, total }) => {
    const sheet = sheetOf.get(sheetId);
    if (!sheet?.content.groups.some((group) => group.actions)) return [];
    const transition = randomUUID();
    const row = (moved: "enter" | "leave", groupKey: string | null) =>
      actionsOn(sheet.content, groupKey, moved).map(({ key, kind }) => ({
        ...{ transition, leadId, sheetId, versionId: sheet.versionId, total, moved, groupKey, key, kind },
      }));
    return [...row("leave", fromGroup), ...row("enter", toGroup)];
  });
  if (rows.length === 0) return 0;
  const tooLong = chain > MAX_CHAIN;
  await tx.$client.query(
    `insert into action_runs (workspace_id, transition_id, lead_id, sheet_id, version_id, group_key, action_key, kind,
       moved, total, at, chain, state, skipped, next_at, ended_at)
     select $1, r.*, $11, $12, case when $13 then 'skipped' else 'waiting' end,
       case when $13 then 'chain_too_long' end, case when not $13 then now() end,
       case when $13 then $11::timestamptz end
     from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::float8[]) as r`,
    [
      workspaceId,
      rows.map((r) => r.transition),
      bigints(rows.map((r) => r.leadId)),
      bigints(rows.map((r) => r.sheetId)),
      bigints(rows.map((r) => r.versionId)),
      rows.map((r) => r.groupKey),
      rows.map((r) => r.key),
      rows.map((r) => r.kind),
      rows.map((r) => r.moved),
      rows.map((r) => r.total),
      asOf,
      chain,
      tooLong,
    ],
  );
  if (!tooLong) await sendJob(tx, "actions.run", { workspaceId });
  return rows.length;
}
