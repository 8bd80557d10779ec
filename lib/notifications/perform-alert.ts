import type { Tx } from "#db/client.ts";
import type { ActionRun, Perform } from "../actions/action-run.ts";
import { groupTone } from "../leads/group-tone.ts";
import { loadVersionNames } from "../leads/score-names.ts";
import type { Role } from "../permissions.ts";
import type { ActionOf } from "../scoring/group-actions.ts";
import { leadOf, type RunFacts, reasonsOf } from "../webhooks/lead-event.ts";
import { notify } from "./notify.ts";

const ROLE_OF: Partial<Record<ActionOf<"alert">["to"], Role>> = {
  sales: "sales",
  marketing: "marketer",
  managers: "manager",
};

const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);

async function ownerOf(tx: Tx, { workspaceId, leadId }: RunFacts): Promise<number[]> {
  const found = await tx.$client.query<{ id: number }>(
    `select owner_id::int as id from leads where workspace_id = $1 and id = $2 and owner_id is not null`,
    [workspaceId, leadId],
  );
  return ids(found.rows);
}

async function withRole(tx: Tx, workspaceId: number, role: Role): Promise<number[]> {
  const found = await tx.$client.query<{ id: number }>(
    "select id::int as id from members where workspace_id = $1 and role = $2 and removed_at is null",
    [workspaceId, role],
  );
  return ids(found.rows);
}

/** Null: there is no such team. */
async function ofTeam(tx: Tx, workspaceId: number, key: string | null): Promise<number[] | null> {
  const found = await tx.$client.query<{ id: number | null }>(
    `select m.id::int as id from teams t
     left join team_members tm on tm.workspace_id = $1 and tm.team_id = t.id
     left join members m on m.workspace_id = $1 and m.id = tm.member_id and m.removed_at is null
     where t.workspace_id = $1 and t.key = $2`,
    [workspaceId, key],
  );
  if (found.rows.length === 0) return null;
  return found.rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

async function recipients(tx: Tx, run: ActionRun<"alert">): Promise<number[] | null> {
  const { workspaceId, action } = run;
  if (action.to === "team") return ofTeam(tx, workspaceId, action.team);
  const role = ROLE_OF[action.to];
  return role ? withRole(tx, workspaceId, role) : ownerOf(tx, run);
}

/** `hot_lead` for entering the hottest group, else what happened. */
async function kindOf(tx: Tx, { workspaceId, versionId, group, on }: RunFacts) {
  if (on === "leave") return "group_left";
  const names = (await loadVersionNames(tx, workspaceId, [versionId])).get(versionId);
  return groupTone(names?.groups ?? [], group.key) === "hot" ? "hot_lead" : "group_entered";
}

/** Tells members of a lead's change of group, in the app and by mail as the action and the members want it; once a run. */
export const performAlert: Perform<"alert"> = async (tx, run) => {
  const { workspaceId, action } = run;
  const lead = await leadOf(tx, run);
  if (!lead) return { state: "skipped", why: "lead_gone" };
  if (lead.objects) return { state: "skipped", why: "objected" };
  const to = await recipients(tx, run);
  if (to === null) return { state: "skipped", why: "unknown_team" };
  if (to.length === 0)
    return { state: "skipped", why: action.to === "owner" ? "no_owner" : "nobody_to_tell" };
  const reasons = await reasonsOf(tx, run);
  const told = await notify(tx, workspaceId, to, {
    kind: await kindOf(tx, run),
    subject: `lead:${lead.id}`,
    channels: action.channels,
    dedupe: `run:${run.id}`,
    payload: {
      lead: lead.id,
      name: lead.name ?? lead.email ?? `#${lead.id}`,
      group: run.group.name,
      sheet: run.sheet.name,
      key: run.sheet.key,
      score: Math.round(run.total * 100) / 100,
      reasons: reasons.map(({ name, points }) => `${name} +${points}`).join(" · "),
    },
  });
  return { state: "done", result: { told } };
};
