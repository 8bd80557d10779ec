import type { Tx } from "#db/client.ts";
import { auditLog } from "#db/schema/index.ts";
import type { JoinCause } from "#db/schema/lead-joins.ts";
import { takeGroups } from "../actions/take-groups.ts";
import { withdrawScores } from "../privacy/withdraw-scores.ts";
import { lockForRescore } from "../scores/locks.ts";
import { bigints } from "../sql-arrays.ts";
import { moveFacts } from "./joined-attributes.ts";
import { membersOf } from "./people.ts";
import type { PlannedJoin } from "./plan-identities.ts";
import { rebuildLead } from "./rebuild-lead.ts";

export type JoinInput = PlannedJoin & { cause: JoinCause; memberId: number | null };

/** What moves with a lead, row by row, and comes back to it when the join is undone. */
const MOVING = [
  "events",
  "stage_history",
  "handovers",
  "action_runs",
  "lead_adjustments",
  "lead_notes",
  "tasks",
  "mails",
  "enrolments",
  "promo_codes",
  "form_answers",
] as const;

/**
 * What stays hidden with its own lead where the survivor has its like: a queue shows a lead once, a programme writes to it
 * once, and it has one code of a pool.
 */
const STAYS: Partial<Record<(typeof MOVING)[number], string>> = {
  handovers: `t.state = 'open' and exists (select from handovers o where o.workspace_id = $1 and o.lead_id = $3
    and o.state = 'open' and o.sheet_id = t.sheet_id)`,
  enrolments: `t.active and exists (select from enrolments o where o.workspace_id = $1 and o.lead_id = $3
    and o.active and o.programme_id = t.programme_id)`,
  promo_codes: `exists (select from promo_codes o where o.workspace_id = $1 and o.lead_id = $3 and o.pool_id = t.pool_id)`,
};
const stays = (table: (typeof MOVING)[number]) => (STAYS[table] ? ` and not (${STAYS[table]})` : "");

/**
 * Makes two leads one: the survivor gets the history of both, and the other stays as a name for it. The caller holds
 * `lockForJoins`, and rescores the survivor in the same transaction.
 * @returns the id of the join
 */
export async function applyJoin(
  tx: Tx,
  workspaceId: number,
  join: JoinInput,
  requestId = "messages",
): Promise<number> {
  const { survivor, loser } = join;
  await lockForRescore(tx, workspaceId, { ids: [survivor, loser] });
  const locked = await tx.$client.query<{ id: string; has_joined: boolean; owner_id: string | null }>(
    "select id, has_joined, owner_id from leads where workspace_id = $1 and id = any($2::bigint[]) order by id for update",
    [workspaceId, bigints([survivor, loser])],
  );
  const rows = new Map(locked.rows.map((row) => [Number(row.id), row]));
  const tookOwner = rows.get(survivor)?.owner_id === null && rows.get(loser)?.owner_id !== null;
  const alone = [survivor, loser].filter((id) => !rows.get(id)?.has_joined);
  await moveFacts(tx, workspaceId, "lead_attributes", "joined_attributes", alone);
  const values = [workspaceId, loser, survivor];
  for (const table of MOVING)
    await tx.$client.query(
      `update ${table} t set via_lead_id = coalesce(t.via_lead_id, t.lead_id), lead_id = $3
       where t.workspace_id = $1 and t.lead_id = $2${stays(table)}`,
      values,
    );
  await takeGroups(tx, workspaceId, loser, survivor);
  await leaveGroups(tx, workspaceId, loser);
  await tx.$client.query(
    "delete from lead_attributes where workspace_id = $1 and lead_id = $2",
    values.slice(0, 2),
  );
  await tx.$client.query(
    "delete from lead_terms where workspace_id = $1 and lead_id = $2",
    values.slice(0, 2),
  );
  await tx.$client.query(
    `update leads set joined_into = $3, has_joined = false, primary_sheet_id = null, membership_changes_at = null,
       attributes = '{}', display_name = null
     where workspace_id = $1 and (id = $2 or joined_into = $2)`,
    values,
  );
  await tx.$client.query(
    `update leads l set has_joined = true, owner_id = coalesce(l.owner_id, o.owner_id),
       has_adjustments = l.has_adjustments or o.has_adjustments
     from leads o where l.workspace_id = $1 and l.id = $3 and o.workspace_id = $1 and o.id = $2`,
    values,
  );
  const members = (await membersOf(tx, workspaceId, [survivor])).get(survivor) ?? [];
  if (await rebuildLead(tx, workspaceId, survivor, members)) await withdrawScores(tx, workspaceId, survivor);
  const made = await tx.$client.query<{ id: string }>(
    `insert into lead_joins (workspace_id, survivor_id, lead_id, other_id, cause, named, member_id, took_owner)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
    [
      workspaceId,
      survivor,
      join.homeId,
      join.otherId,
      join.cause,
      JSON.stringify([...new Set(join.named)]),
      join.memberId,
      tookOwner,
    ],
  );
  const id = Number(made.rows[0]?.id);
  const { cause, memberId, named } = join;
  await tx.insert(auditLog).values({
    workspaceId,
    memberId,
    action: "leads.join",
    subject: `lead:${survivor}`,
    detail: { join: id, joined: loser, cause, named },
    requestId,
  });
  return id;
}

/** A lead that is shown as another has no scores of its own, and is in no group. */
async function leaveGroups(tx: Tx, workspaceId: number, leadId: number): Promise<void> {
  await tx.$client.query("delete from group_stays where workspace_id = $1 and lead_id = $2", [
    workspaceId,
    leadId,
  ]);
  await dropScores(tx, workspaceId, leadId);
}

/** Takes scores of a lead away; it leaves their groups, which the history of groups has to say too. */
async function dropScores(tx: Tx, workspaceId: number, leadId: number, and = ""): Promise<void> {
  await tx.$client.query(
    `with gone as (delete from scores s where s.workspace_id = $1 and s.lead_id = $2 ${and} returning *)
     insert into group_changes (workspace_id, lead_id, sheet_id, version_id, at, from_group, to_group, total, cause)
     select workspace_id, lead_id, sheet_id, version_id, now(), group_key, null, total, 'join' from gone
     where group_key is not null`,
    [workspaceId, leadId],
  );
}

export type PartInput = {
  /** The lead that both sides are shown as now, and the leads it keeps (itself among them). */
  survivor: number;
  keeps: number[];
  /** The lead that the others are shown as from now on, and those others (itself among them). */
  parted: number;
  leaves: number[];
  tookOwner: boolean;
};

/**
 * The reverse of `applyJoin`: the leads of one side leave with what was told of them, before the join and since. The
 * caller holds `lockForJoins`, and rescores both leads in the same transaction.
 */
export async function partLeads(tx: Tx, workspaceId: number, part: PartInput): Promise<void> {
  const { survivor, keeps, parted, leaves } = part;
  await lockForRescore(tx, workspaceId, { ids: [survivor, parted] });
  await tx.$client.query(
    "select from leads where workspace_id = $1 and id = any($2::bigint[]) order by id for update",
    [workspaceId, bigints([survivor, parted])],
  );
  for (const table of MOVING)
    await tx.$client.query(
      `update ${table} set lead_id = $3, via_lead_id = nullif(via_lead_id, $3)
       where workspace_id = $1 and lead_id = $2 and via_lead_id = any($4::bigint[])`,
      [workspaceId, survivor, parted, bigints(leaves)],
    );
  await tx.$client.query(
    `update leads set joined_into = case when id = $2 then null else $2 end, has_joined = (id = $2 and $4)
     where workspace_id = $1 and id = any($3::bigint[])`,
    [workspaceId, parted, bigints(leaves), leaves.length > 1],
  );
  await tx.$client.query(
    `update leads l set has_joined = $4,
       owner_id = case when $5 and l.owner_id is not distinct from o.owner_id then null else l.owner_id end
     from leads o where l.workspace_id = $1 and l.id = $2 and o.workspace_id = $1 and o.id = $3`,
    [workspaceId, survivor, parted, keeps.length > 1, part.tookOwner],
  );
  await tx.$client.query("delete from group_stays where workspace_id = $1 and lead_id = $2", [
    workspaceId,
    survivor,
  ]);
  // A hot lead whose hand-over was the other's has never been handed over: it enters its group anew.
  await dropScores(
    tx,
    workspaceId,
    survivor,
    `and not exists (select from handovers h
       where h.workspace_id = $1 and h.lead_id = $2 and h.sheet_id = s.sheet_id)`,
  );
  for (const [id, members] of [
    [survivor, keeps],
    [parted, leaves],
  ] as const) {
    if (members.length === 1) {
      await tx.$client.query("delete from lead_attributes where workspace_id = $1 and lead_id = $2", [
        workspaceId,
        id,
      ]);
      await moveFacts(tx, workspaceId, "joined_attributes", "lead_attributes", [id]);
    }
    await rebuildLead(tx, workspaceId, id, members);
  }
}
