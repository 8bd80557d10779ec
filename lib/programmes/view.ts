import type { Tx } from "#db/client.ts";
import { loadProgramme } from "./internal.ts";
import type { Programme } from "./operation-schemas.ts";

/** Leads by what they did with a mail of the programme; an event that does not count is nobody's. */
const FIGURES = `select
  (select count(distinct lead_id)::int from enrolments where workspace_id = $1 and programme_id = $2) as enrolled,
  (select count(*)::int from enrolments where workspace_id = $1 and programme_id = $2 and active) as active,
  (select count(distinct lead_id)::int from enrolments where workspace_id = $1 and programme_id = $2 and left_reason = 'goal') as goal,
  count(distinct m.lead_id) filter (where m.state = 'sent')::int as sent,
  count(distinct m.lead_id) filter (where h.kind = 'open')::int as opened,
  count(distinct m.lead_id) filter (where h.kind = 'click')::int as clicked,
  count(distinct m.lead_id) filter (where h.kind = 'unsubscribe')::int as unsubscribed
  from mails m left join mail_hits h on h.workspace_id = $1 and h.mail_id = m.id and not exists (
    select from events e where e.workspace_id = $1 and e.message_id = h.message_id and not e.counts)
  where m.workspace_id = $1 and m.programme_id = $2`;

/** A programme as the API shows it. @throws AppError `not_found`. */
export async function viewProgramme(tx: Tx, workspaceId: number, key: string): Promise<Programme> {
  const { id, updatedAt, ...programme } = await loadProgramme(tx, workspaceId, key);
  const found = await tx.$client.query<Programme["figures"]>(FIGURES, [workspaceId, id]);
  const [figures] = found.rows;
  if (!figures) throw new Error("the programme has no figures");
  return { ...programme, updated_at: updatedAt.toISOString(), figures };
}
