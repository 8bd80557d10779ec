import type { Tx } from "#db/client.ts";
import { whyNot } from "../mail/permitted.ts";
import type { ProgrammeContent } from "./schemas.ts";
import { stagesReaching } from "./schemas.ts";

/** Did what the programme is for, since it entered; $4 are names or stages. */
const REACHED = {
  stage: `exists (select from stage_history h where h.workspace_id = $1 and h.lead_id = e.lead_id and h.stage = any($3::text[])
    and h.at >= e.entered_at)`,
  event: `exists (select from events v join activities a on a.workspace_id = $1 and a.id = v.activity_id
    where v.workspace_id = $1 and v.lead_id = e.lead_id and v.counts and v.occurred_at >= e.entered_at and a.name = any($3::text[]))`,
};

/** Ends the enrolments of leads that reached their programme's goal, or may no longer be written to; returns how many. */
export async function sweepEnrolments(tx: Tx, workspaceId: number, now: Date): Promise<number> {
  const programmes = await tx.$client.query<{ id: string; content: ProgrammeContent }>(
    `select p.id, p.content from programmes p where p.workspace_id = $1 and p.state <> 'draft'
       and exists (select from enrolments e where e.workspace_id = $1 and e.programme_id = p.id and e.active)`,
    [workspaceId],
  );
  let left = 0;
  for (const { id, content } of programmes.rows) {
    if (content.goal === null) continue;
    const { goal } = content;
    const named = goal.kind === "stage" ? stagesReaching(goal.stage) : [goal.event];
    left += await end(
      tx,
      [workspaceId, id, [...named], now],
      "e.programme_id = $2",
      `'goal'`,
      REACHED[goal.kind],
    );
  }
  if (programmes.rows.length === 0) return left;
  return (
    left +
    (await end(
      tx,
      [workspaceId, null, null, now],
      "$2::text is null and $3::text is null",
      "w.why",
      "w.why is not null",
    ))
  );
}

/** Ends what meets `where`, and takes back the mails that were not sent yet. */
async function end(tx: Tx, values: unknown[], scope: string, reason: string, where: string): Promise<number> {
  const ended = await tx.$client.query(
    `with gone as (
       update enrolments e set active = false, left_at = $4, left_reason = ${reason}, waiting = null
       from leads l cross join lateral (select ${whyNot("l")} as why) w
       where e.workspace_id = $1 and e.active and ${scope} and l.workspace_id = $1 and l.id = e.lead_id and ${where}
       returning e.id, e.lead_id, e.left_reason), taken_back as (
       update mails m set state = 'cancelled', last_error = g.left_reason from gone g
       where m.workspace_id = $1 and m.lead_id = g.lead_id and m.enrolment_id = g.id and m.state in ('queued', 'held'))
     select from gone`,
    values,
  );
  return ended.rowCount ?? 0;
}
