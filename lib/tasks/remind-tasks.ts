import { inWorkspace, workspaceIds } from "#db/client.ts";
import { notify } from "../notifications/notify.ts";

/** So many in one transaction; what is left is taken by the next round of the same job. */
const AT_ONCE = 500;

type Due = { id: number; memberId: number; leadId: number; leadName: string; title: string; remindAt: Date };

/**
 * Reminds members of tasks whose time has come, once each: the mark and the notification are one transaction, so a job
 * that was killed leaves both or neither, and two at once share the rows. Returns how many were reminded of.
 */
export async function remindTasks(signal?: AbortSignal): Promise<number> {
  let reminded = 0;
  for (const workspaceId of await workspaceIds()) {
    for (;;) {
      signal?.throwIfAborted();
      const here = await remindSome(workspaceId);
      reminded += here;
      if (here < AT_ONCE) break;
    }
  }
  return reminded;
}

function remindSome(workspaceId: number): Promise<number> {
  return inWorkspace(workspaceId, async (tx) => {
    const due = await tx.$client.query<Due>(
      `update tasks t set reminded_at = now()
       from (select id from tasks where workspace_id = $1 and remind_at <= now() and reminded_at is null
         and done_at is null order by remind_at limit $2 for update skip locked) d, leads l
       where t.workspace_id = $1 and t.id = d.id and l.workspace_id = $1 and l.id = t.lead_id
       returning t.id::int as id, t.member_id::int as "memberId", t.lead_id::int as "leadId",
         coalesce(l.display_name, l.email, '#' || l.id) as "leadName", t.title, t.remind_at as "remindAt"`,
      [workspaceId, AT_ONCE],
    );
    for (const { id, memberId, leadId, leadName, title, remindAt } of due.rows)
      await notify(tx, workspaceId, [memberId], {
        kind: "task_due",
        subject: `lead:${leadId}`,
        payload: { title, lead: leadName, task: id },
        dedupe: `task:${id}:${remindAt.getTime()}`,
      });
    return due.rows.length;
  });
}
