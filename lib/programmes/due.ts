import type { Tx } from "#db/client.ts";
import type { LeftReason } from "#db/schema/programmes.ts";
import { whyNot } from "../mail/permitted.ts";
import type { MergeLead } from "./merge-fields.ts";
import type { ProgrammeContent } from "./schemas.ts";

export type DueEnrolment = {
  id: number;
  programmeId: number;
  content: ProgrammeContent;
  leadId: number;
  done: string[];
  lead: MergeLead;
  /** Why the lead may not be written to, or null. */
  forbidden: LeftReason | null;
  /** Mails of programmes to this lead in the last seven days, and when the first of them stops counting. */
  recent: number;
  freeAt: Date | null;
};

/** Mails that the cap counts: written in the last seven days and not taken back. $3 is now. */
const RECENT = `from mails m where m.workspace_id = $1 and m.lead_id = l.id and m.kind = 'programme'
  and m.state not in ('failed', 'cancelled') and m.created_at > $2::timestamptz - interval '7 days'`;

/**
 * Claims enrolments whose step is due, with what the step needs to know of their leads. The leads are locked too: two
 * workers do not write to one lead at the same time, so the weekly cap holds.
 */
export async function claimDue(
  tx: Tx,
  workspaceId: number,
  now: Date,
  limit: number,
): Promise<DueEnrolment[]> {
  const claimed = await tx.$client.query<{ id: string }>(
    `select e.id from enrolments e
     join programmes p on p.workspace_id = $1 and p.id = e.programme_id and p.state = 'running'
     join leads l on l.workspace_id = $1 and l.id = e.lead_id
     where e.workspace_id = $1 and e.active and e.next_at <= $2
     order by e.next_at, e.id limit $3 for no key update of e, l skip locked`,
    [workspaceId, now, limit],
  );
  if (claimed.rows.length === 0) return [];
  const found = await tx.$client.query<DueEnrolment>(
    `select e.id::int as id, e.programme_id::int as "programmeId", p.content, e.lead_id::int as "leadId", e.done,
       json_build_object('email', l.email, 'displayName', l.display_name, 'stage', l.stage, 'attributes', l.attributes) as lead,
       ${whyNot("l")} as forbidden, (select count(*)::int ${RECENT}) as recent, (select min(m.created_at) + interval '7 days' ${RECENT}) as "freeAt"
     from enrolments e
     join programmes p on p.workspace_id = $1 and p.id = e.programme_id
     join leads l on l.workspace_id = $1 and l.id = e.lead_id
     where e.workspace_id = $1 and e.id = any($3::bigint[]) order by e.next_at, e.id`,
    [workspaceId, now, claimed.rows.map(({ id }) => id)],
  );
  return found.rows;
}

export type WorkspaceMail = {
  id: number;
  name: string;
  timeZone: string;
  locale: string;
  weeklyCap: number;
};

/** What a workspace's mails have in common. */
export async function readWorkspaceMail(tx: Tx, workspaceId: number): Promise<WorkspaceMail> {
  const found = await tx.$client.query<WorkspaceMail>(
    `select w.id, w.name, w.time_zone as "timeZone", w.locale, coalesce(s.weekly_cap, 3) as "weeklyCap"
     from workspaces w left join mail_settings s on s.workspace_id = w.id where w.id = $1`,
    [workspaceId],
  );
  const [row] = found.rows;
  if (!row) throw new Error("the workspace is gone");
  return row;
}
