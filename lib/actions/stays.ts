import type { Tx } from "#db/client.ts";
import type { GroupChange } from "../scores/changes.ts";
import { type Which, whichParameters } from "../scores/histories.ts";
import type { ReadySheet } from "../scores/model.ts";
import type { ScoredLead } from "../scores/score-chunk.ts";
import { bigints } from "../sql-arrays.ts";
import { type Stay, type Step, step } from "./transitions.ts";

type Place = { leadId: number; sheetId: number };
export type StoredStay = Place & Stay;
/** By lead. */
export type Stays = ReadonlyMap<number, readonly StoredStay[]>;

export type Moves = {
  /** Groups entered and left, as far as hand-overs and actions go. */
  moves: GroupChange[];
  kept: StoredStay[];
  ended: Place[];
};

/** Leads that count as being in a group which their score is not in. */
export async function readStays(tx: Tx, workspaceId: number, which: Which): Promise<Stays> {
  const { sql, values } = whichParameters(which, "lead_id", 2);
  const found = await tx.$client.query<{
    lead: string;
    sheet: string;
    key: string;
    since: Date;
    at: Date | null;
  }>(
    `select lead_id as lead, sheet_id as sheet, group_key as key, out_since as since, leaving_at as at
     from group_stays where workspace_id = $1 and ${sql}`,
    [workspaceId, ...values],
  );
  const stays = new Map<number, StoredStay[]>();
  for (const { lead, sheet, key, since, at } of found.rows) {
    const leadId = Number(lead);
    const stay = {
      leadId,
      sheetId: Number(sheet),
      groupKey: key,
      outSince: since.getTime(),
      leavingAt: at?.getTime() ?? null,
    };
    stays.set(leadId, [...(stays.get(leadId) ?? []), stay]);
  }
  return stays;
}

/**
 * The groups that leads enter and leave, of the changes of their scores and of stays that come to an end. Pure.
 * @param staying the scored leads that have a stay.
 * @param silentVersion see `RangeOptions`: what moves by it moves at once and makes no move.
 */
export function movesOf(
  changes: readonly GroupChange[],
  stays: Stays,
  staying: readonly ScoredLead[],
  sheets: readonly ReadySheet[],
  asOf: number,
  silentVersion?: number,
): Moves {
  const into: Moves = { moves: [], kept: [], ended: [] };
  const sheetOf = new Map(sheets.map((sheet) => [sheet.sheetId, sheet]));
  const isSilent = (sheetId: number) =>
    silentVersion !== undefined && sheetOf.get(sheetId)?.versionId === silentVersion;
  const stayOf = ({ leadId, sheetId }: Place) => stays.get(leadId)?.find((stay) => stay.sheetId === sheetId);
  const take = (change: GroupChange, had: StoredStay | undefined, taken: Step) => {
    const { leadId, sheetId } = change;
    if (taken.stay) into.kept.push({ leadId, sheetId, ...taken.stay });
    else if (had) into.ended.push({ leadId, sheetId });
    const { moved } = taken;
    if (moved && !isSilent(sheetId)) into.moves.push({ ...change, fromGroup: moved.from, toGroup: moved.to });
  };
  const groupsOf = (sheetId: number) => sheetOf.get(sheetId)?.content.groups ?? [];
  const changed = new Set<string>();
  for (const change of changes) {
    const { leadId, sheetId, fromGroup, toGroup: group, total } = change;
    if (stays.size > 0) changed.add(`${leadId}/${sheetId}`);
    const had = stayOf(change);
    const groups = isSilent(sheetId) ? [] : groupsOf(sheetId);
    take(change, had, step(had ?? null, fromGroup, { group, total }, groups, asOf));
  }
  for (const lead of staying)
    for (const had of stays.get(lead.leadId) ?? []) {
      const { leadId, sheetId } = had;
      if (changed.has(`${leadId}/${sheetId}`)) continue;
      const now = lead.scores.find(({ sheet }) => sheet.sheetId === sheetId);
      const group = now?.score.group ?? null;
      const total = now?.score.total ?? 0;
      const versionId = sheetOf.get(sheetId)?.versionId ?? 0;
      const change = { leadId, sheetId, versionId, fromGroup: had.groupKey, toGroup: group, total };
      take(change, had, step(had, group, { group, total }, groupsOf(sheetId), asOf));
    }
  return into;
}

/** Stores what `movesOf` found, in two statements at most; none where nobody stays. */
export async function writeStays(tx: Tx, workspaceId: number, { kept, ended }: Moves): Promise<void> {
  if (ended.length > 0)
    await tx.$client.query(
      `delete from group_stays s using unnest($2::bigint[], $3::bigint[]) as e (lead_id, sheet_id)
       where s.workspace_id = $1 and s.lead_id = e.lead_id and s.sheet_id = e.sheet_id`,
      [workspaceId, bigints(ended.map((e) => e.leadId)), bigints(ended.map((e) => e.sheetId))],
    );
  if (kept.length > 0)
    await tx.$client.query(
      `insert into group_stays (workspace_id, lead_id, sheet_id, group_key, out_since, leaving_at)
       select $1, s.* from unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::timestamptz[])
         as s (lead_id, sheet_id, group_key, out_since, leaving_at)
       on conflict (workspace_id, lead_id, sheet_id) do update set group_key = excluded.group_key,
         out_since = excluded.out_since, leaving_at = excluded.leaving_at`,
      [
        workspaceId,
        bigints(kept.map((s) => s.leadId)),
        bigints(kept.map((s) => s.sheetId)),
        kept.map((s) => s.groupKey),
        kept.map((s) => new Date(s.outSince)),
        kept.map((s) => (s.leavingAt === null ? null : new Date(s.leavingAt))),
      ],
    );
}
