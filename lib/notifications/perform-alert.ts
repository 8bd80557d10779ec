import type { Tx } from "#db/client.ts";
import type { Perform } from "../actions/action-run.ts";
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
  const role = ROLE_OF[action.to];
  // Teams are wired where routing is: until then nobody belongs to one.
  if (action.to === "team") return { state: "skipped", why: "unknown_team" };
  const to = role ? await withRole(tx, workspaceId, role) : await ownerOf(tx, run);
  if (to.length === 0) return { state: "skipped", why: role ? "nobody_to_tell" : "no_owner" };
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
