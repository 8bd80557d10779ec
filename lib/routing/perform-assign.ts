import type { Tx } from "#db/client.ts";
import type { Outcome, Perform } from "../actions/action-run.ts";
import { type HandoverRow, lockHandover } from "../queue/internal.ts";
import { evaluate } from "../scoring/condition.ts";
import type { ActionOf } from "../scoring/group-actions.ts";
import { giveHandover } from "./give-handover.ts";
import { chooseFrom, lockTeam, type Team } from "./route-lead.ts";

const BY = "routing.assign";

/**
 * Hands a lead's open hand-over on this sheet to its owner or to whose turn it is in the team of the first route that holds.
 * An owner who is away or full is passed over like anybody. Where nobody is free it stays unclaimed, with the reason, for
 * the whole team to see; it is not tried again by itself.
 */
export const performAssign: Perform<"assign"> = async (tx, run) => {
  const { workspaceId } = run;
  const handover = await lockOpen(tx, workspaceId, run.leadId, run.sheet.id);
  if (!handover) return skipped("no_open_handover");
  const now = new Date();
  const give = (memberId: number | null, teamId: number | null, why: string | null) =>
    giveHandover(tx, workspaceId, handover, { memberId, teamId, why, dedupe: `run:${run.id}`, by: BY });
  const first = run.action.owner_first ? handover.leadOwnerId : null;
  const route = await routeOf(tx, workspaceId, handover.leadId, run.action, now);
  const choice = await chooseFrom(tx, workspaceId, route?.team ?? null, now, { first });
  if (choice.memberId !== null) {
    await give(choice.memberId, route?.team?.id ?? null, null);
    return { state: "done", result: { member: choice.memberId, team: route?.key ?? null } };
  }
  const missing = route === null ? "no_route" : route.team === null ? "unknown_team" : null;
  await give(null, route?.team?.id ?? null, missing ?? choice.why);
  return skipped(missing ?? "no_team_member_free");
};

const skipped = (why: string): Outcome => ({ state: "skipped", why });

/** The lead's open hand-over on that sheet, locked. */
async function lockOpen(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  sheetId: number,
): Promise<HandoverRow | null> {
  const found = await tx.$client.query<{ id: number }>(
    `select h.id::int as id from handovers h
     where h.workspace_id = $1 and h.sheet_id = $3 and h.state = 'open' and h.lead_id =
       (select coalesce(joined_into, id) from leads where workspace_id = $1 and id = $2)
     order by h.at desc limit 1`,
    [workspaceId, leadId, sheetId],
  );
  const [open] = found.rows;
  if (!open) return null;
  const handover = await lockHandover(tx, workspaceId, open.id);
  return handover.state === "open" ? handover : null;
}

/** The first route that holds for the lead, its team locked; `team` null where there is none of that key. */
async function routeOf(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  { routes }: ActionOf<"assign">,
  now: Date,
): Promise<{ key: string; team: Team | null } | null> {
  const found = await tx.$client.query<{ attributes: Record<string, unknown> }>(
    "select attributes from leads where workspace_id = $1 and id = $2",
    [workspaceId, leadId],
  );
  const attributes = found.rows[0]?.attributes ?? {};
  const route = routes.find(({ when }) => when === null || evaluate(when, attributes, now.getTime()));
  if (!route) return null;
  return { key: route.team, team: await lockTeam(tx, workspaceId, { key: route.team }) };
}
