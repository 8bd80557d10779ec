import type { Tx } from "#db/client.ts";
import type { ActionKind, ActionOf } from "../scoring/group-actions.ts";
import type { Group } from "../scoring/schema.ts";
import { bigints } from "../sql-arrays.ts";
import type { ActionRun } from "./action-run.ts";

export type LoadedRun = {
  kind: ActionKind;
  /** Whether the person objects to being profiled. */
  objected: boolean;
  run: ActionRun<ActionKind>;
};

type Row = Pick<LoadedRun, "kind" | "objected"> & {
  id: number;
  leadId: number;
  sheetId: number;
  sheetKey: string;
  sheetName: string;
  versionId: number;
  versionNumber: number;
  groupKey: string;
  actionKey: string;
  moved: "enter" | "leave";
  at: Date;
  total: number;
  group: Group | null;
};

/** Where a run that is due stands in its queue. */
export type DueRun = { id: number; leadId: number };

/**
 * Locks runs for whoever performs them. Left out: those that are over, that somebody else is at, or whose lead has become
 * another's. The caller has locked the leads, so nobody who waits for a run holds what performing it needs.
 */
export async function lockRuns(tx: Tx, workspaceId: number, due: readonly DueRun[]): Promise<LoadedRun[]> {
  const found = await tx.$client.query<Row>(
    `select r.id::int, r.lead_id::int as "leadId", r.kind, l.objected_at is not null as objected,
       r.sheet_id::int as "sheetId", s.key as "sheetKey", s.name as "sheetName", r.version_id::int as "versionId",
       v.number as "versionNumber", r.group_key as "groupKey", r.action_key as "actionKey", r.moved, r.at, r.total,
       (select g from jsonb_array_elements(v.content -> 'groups') g where g ->> 'key' = r.group_key) as "group"
     from unnest($2::bigint[], $3::bigint[]) as d (id, lead_id)
     join action_runs r on r.workspace_id = $1 and r.id = d.id and r.lead_id = d.lead_id
     join leads l on l.workspace_id = $1 and l.id = r.lead_id
     join sheets s on s.workspace_id = $1 and s.id = r.sheet_id
     join sheet_versions v on v.workspace_id = $1 and v.id = r.version_id
     where r.state = 'waiting'
     for update of r skip locked`,
    [workspaceId, bigints(due.map(({ id }) => id)), bigints(due.map(({ leadId }) => leadId))],
  );
  return found.rows.map((row) => toRun(workspaceId, row));
}

function toRun(workspaceId: number, row: Row): LoadedRun {
  const { id, leadId, kind, objected, sheetId, versionId, versionNumber, moved, at, total } = row;
  const action = row.group?.actions?.find(({ key }) => key === row.actionKey);
  if (!action) throw new Error(`version ${versionId} has no action "${row.actionKey}"`);
  const run: ActionRun<ActionKind> = {
    workspaceId,
    id,
    leadId,
    sheet: { id: sheetId, key: row.sheetKey, name: row.sheetName },
    versionId,
    versionNumber,
    group: { key: row.groupKey, name: row.group?.name ?? row.groupKey },
    on: moved,
    at,
    total,
    action: action as ActionOf<ActionKind>,
  };
  return { kind, objected, run };
}
