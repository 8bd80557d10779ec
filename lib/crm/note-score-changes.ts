import type { Tx } from "#db/client.ts";
import { sendJobs } from "../jobs/boss.ts";

/**
 * Puts leads whose scores changed into the outbox of every connection, in the transaction that changed them; those that
 * wait there already stay once. One statement, which finds nothing to do where no CRM is connected.
 * @param only a connection's id, else all.
 * @returns how many connections will be told.
 */
export async function noteScoreChanges(
  tx: Tx,
  workspaceId: number,
  leadIds: number[],
  only: number | null = null,
): Promise<number> {
  if (leadIds.length === 0) return 0;
  const noted = await tx.$client.query<{ id: string }>({
    name: "crm.note",
    text: `with noted as (
       insert into crm_changes as c (workspace_id, connection_id, lead_id)
       select $1, k.id, l.id from crm_connections k cross join (select distinct unnest($2::bigint[]) as id order by 1) l
       where k.workspace_id = $1 and ($3::bigint is null or k.id = $3)
       on conflict (workspace_id, connection_id, lead_id) do update set revision = c.revision + 1, state = 'waiting',
         next_at = case when c.state = 'failed' then now() else c.next_at end, error = null, error_text = null
       returning connection_id)
     select distinct connection_id as id from noted`,
    values: [workspaceId, leadIds, only],
  });
  await sendJobs(
    tx,
    "crm.send",
    noted.rows.map(({ id }) => ({ workspaceId, connectionId: Number(id) })),
  );
  return noted.rows.length;
}
