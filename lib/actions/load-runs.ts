import type { Tx } from "#db/client.ts";
import type { Group } from "../scoring/schema.ts";
import type { ListRuns, Run } from "./schemas.ts";

type Row = Omit<Run, "at" | "next_at" | "ended_at" | "lead" | "sheet" | "group" | "action"> & {
  at: Date;
  next_at: Date | null;
  ended_at: Date | null;
  lead_id: number;
  lead_name: string | null;
  lead_email: string | null;
  sheet_key: string;
  sheet_name: string;
  group_key: string;
  action_key: string;
  group: Group | null;
};

type Wanted = Omit<ListRuns, "cursor"> & { cursor?: number | undefined; id?: number };

/** Runs newest first, with what they are about; a column that nothing is asked of stays out of the plan. */
export async function loadRuns(tx: Tx, workspaceId: number, wanted: Wanted): Promise<Run[]> {
  const values: unknown[] = [workspaceId];
  const put = (value: unknown) => `$${values.push(value)}`;
  const where = [
    wanted.state && `r.state = ${put(wanted.state)}`,
    wanted.kind && `r.kind = ${put(wanted.kind)}`,
    wanted.lead && `r.lead_id = ${put(wanted.lead)}`,
    wanted.sheet &&
      `r.sheet_id = (select id from sheets where workspace_id = $1 and key = ${put(wanted.sheet)})`,
    wanted.cursor && `r.id < ${put(wanted.cursor)}`,
    wanted.id && `r.id = ${put(wanted.id)}`,
  ].filter(Boolean);
  const found = await tx.$client.query<Row>(
    `select r.id::int, r.at, r.moved as "on", r.lead_id::int, l.display_name as lead_name, l.email as lead_email,
       s.key as sheet_key, s.name as sheet_name, v.number as version, r.group_key, r.action_key, r.total, r.kind,
       r.state, r.attempts, r.next_at, r.ended_at, r.last_error as error, r.skipped, r.result,
       (select g from jsonb_array_elements(v.content -> 'groups') g where g ->> 'key' = r.group_key) as "group"
     from (select * from action_runs r where r.workspace_id = $1${where.map((part) => ` and ${part}`).join("")}
           order by r.id desc limit ${put(wanted.limit)}) r
     join leads l on l.workspace_id = $1 and l.id = r.lead_id
     join sheets s on s.workspace_id = $1 and s.id = r.sheet_id
     join sheet_versions v on v.workspace_id = $1 and v.id = r.version_id
     order by r.id desc`,
    values,
  );
  return found.rows.map(
    ({ lead_id, lead_name, lead_email, sheet_key, sheet_name, group_key, action_key, group, ...row }) => ({
      ...row,
      at: row.at.toISOString(),
      next_at: row.next_at?.toISOString() ?? null,
      ended_at: row.ended_at?.toISOString() ?? null,
      lead: { id: lead_id, name: lead_name, email: lead_email },
      sheet: { key: sheet_key, name: sheet_name },
      group: { key: group_key, name: group?.name ?? group_key },
      action: group?.actions?.find(({ key }) => key === action_key) ?? null,
    }),
  );
}
