import type { Tx } from "#db/client.ts";
import type { ActionKind, ActionOf } from "../scoring/group-actions.ts";
import type { Group } from "../scoring/schema.ts";
import type { ActionRun } from "./action-run.ts";

export type LoadedRun = {
  kind: ActionKind;
  attempts: number;
  /** Whether the person objects to being profiled. */
  objected: boolean;
  run: ActionRun<ActionKind>;
};

type Row = Pick<LoadedRun, "kind" | "attempts" | "objected"> & {
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
 * Locks a run for whoever performs it. Null: it is over, somebody else is at it, or its lead has become another's.
 * The caller has locked the lead, so nobody who waits for the run holds what performing it needs.
 */
export async function lockRun(tx: Tx, workspaceId: number, due: DueRun): Promise<LoadedRun | null> {
  const found = await tx.$client.query<Row>(
    `select r.kind, r.attempts, l.objected_at is not null as objected, r.sheet_id::int as "sheetId",
       s.key as "sheetKey", s.name as "sheetName", r.version_id::int as "versionId", v.number as "versionNumber",
       r.group_key as "groupKey", r.action_key as "actionKey", r.moved, r.at, r.total,
       (select g from jsonb_array_elements(v.content -> 'groups') g where g ->> 'key' = r.group_key) as "group"
     from action_runs r
     join leads l on l.workspace_id = $1 and l.id = r.lead_id
     join sheets s on s.workspace_id = $1 and s.id = r.sheet_id
     join sheet_versions v on v.workspace_id = $1 and v.id = r.version_id
     where r.workspace_id = $1 and r.id = $2 and r.lead_id = $3 and r.state = 'waiting'
     for update of r skip locked`,
    [workspaceId, due.id, due.leadId],
  );
  const row = found.rows[0];
  if (!row) return null;
  const { kind, attempts, objected, sheetId, versionId, versionNumber, moved, at, total } = row;
  const action = row.group?.actions?.find(({ key }) => key === row.actionKey);
  if (!action) throw new Error(`version ${versionId} has no action "${row.actionKey}"`);
  const run: ActionRun<ActionKind> = {
    workspaceId,
    id: due.id,
    leadId: due.leadId,
    sheet: { id: sheetId, key: row.sheetKey, name: row.sheetName },
    versionId,
    versionNumber,
    group: { key: row.groupKey, name: row.group?.name ?? row.groupKey },
    on: moved,
    at,
    total,
    action: action as ActionOf<ActionKind>,
  };
  return { kind, attempts, objected, run };
}
