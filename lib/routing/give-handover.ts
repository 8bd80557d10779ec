import type { Tx } from "#db/client.ts";
import { audit } from "../audit.ts";
import { systemContext } from "../context.ts";
import { announce } from "../live/announce.ts";
import { notify } from "../notifications/notify.ts";
import type { Notification } from "../notifications/schemas.ts";
import type { HandoverRow } from "../queue/internal.ts";

export type Given = {
  memberId: number | null;
  teamId: number | null;
  /** Why nobody was found. */
  why: string | null;
  /** Says the same once, however often it is said. */
  dedupe: string;
  /** The product's part that gives it, for the audit log. */
  by: string;
};

/** What a notification says of a hand-over. */
export async function describeHandover(
  tx: Tx,
  workspaceId: number,
  id: number,
): Promise<Notification["payload"]> {
  const found = await tx.$client.query<{ lead: string; sheet: string; key: string }>(
    `select coalesce(l.display_name, l.email, '#' || l.id) as lead, s.name as sheet, s.key
     from handovers h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
     left join sheets s on s.workspace_id = h.workspace_id and s.id = h.sheet_id
     where h.workspace_id = $1 and h.id = $2`,
    [workspaceId, id],
  );
  return { handover: id, ...found.rows[0] };
}

/**
 * Makes somebody the owner of a locked, open hand-over, or nobody; a lead that nobody owns is owned with it. Audited, told to
 * the live queue and to who got it.
 */
export async function giveHandover(
  tx: Tx,
  workspaceId: number,
  handover: HandoverRow,
  given: Given,
): Promise<void> {
  const { memberId, teamId, why } = given;
  await tx.$client.query(
    `update handovers set owner_id = $3, team_id = coalesce($4, team_id), unclaimed_why = $5
     where workspace_id = $1 and id = $2`,
    [workspaceId, handover.id, memberId, teamId, why],
  );
  if (memberId !== null)
    await tx.$client.query(
      "update leads set owner_id = $3 where workspace_id = $1 and id = $2 and owner_id is null",
      [workspaceId, handover.leadId, memberId],
    );
  const ctx = systemContext(workspaceId, given.by);
  await audit(
    tx,
    ctx,
    memberId === null ? "routing.leave_unclaimed" : "routing.assign",
    `handover:${handover.id}`,
    {
      lead: handover.leadId,
      member: memberId,
      was: handover.ownerId,
      team: teamId,
      why,
    },
  );
  await announce(tx, workspaceId, { kind: "queue", handovers: [handover.id] });
  if (memberId === null) return;
  await notify(tx, workspaceId, [memberId], {
    kind: "lead_assigned",
    subject: `handover:${handover.id}`,
    payload: await describeHandover(tx, workspaceId, handover.id),
    dedupe: given.dedupe,
  });
}
