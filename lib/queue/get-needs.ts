import { inWorkspace, type Tx } from "#db/client.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { type Side, signingSide } from "../permissions.ts";
import { COUNT_LIMIT } from "./get-home.ts";
import { SHOWN } from "./internal.ts";

const WORST = 5;

export type LateHandover = {
  id: number;
  lead: string | null;
  leadId: number;
  dueAt: Date;
  owner: string | null;
};
/** Counts stop at COUNT_LIMIT + 1. */
export type Needs = {
  /** Hand-overs that nobody has answered in time: all, those that are the reader's, and the longest overdue. */
  late: { n: number; mine: number; worst: LateHandover[] };
  /** Trials that are over and that the reader's side, or any, has not reviewed. */
  reviews: { sheet: string; name: string; version: number; endedAt: Date }[];
};

/** What has waited too long: answers to hand-overs, and reviews of trials. */
export async function getNeeds(ctx: Context, now: Date = new Date()): Promise<Needs> {
  authorize(ctx, "queue:read");
  const { actor, workspaceId } = ctx;
  const side = actor.kind === "member" ? signingSide(actor) : null;
  return inWorkspace(
    workspaceId,
    async (tx) => ({
      late: await readLate(tx, workspaceId, actingMemberId(ctx), now),
      reviews: await readReviews(tx, workspaceId, side, now),
    }),
    { readOnly: true },
  );
}

const LATE = `handovers h where h.workspace_id = $1 and h.state = 'open' and h.first_response_at is null
  and h.sla_due_at < $2 and h.sheet_id is not null and ${SHOWN}`;

async function readLate(
  tx: Tx,
  workspaceId: number,
  memberId: number | null,
  now: Date,
): Promise<Needs["late"]> {
  const counted = await tx.$client.query<{ n: number; mine: number }>(
    `select count(*)::int as n, (count(*) filter (where owner_id = $3))::int as mine
     from (select h.owner_id from ${LATE} limit ${COUNT_LIMIT + 1}) late`,
    [workspaceId, now, memberId],
  );
  const worst = await tx.$client.query<LateHandover>(
    `select h.id::int as id, h.lead_id::int as "leadId", coalesce(l.display_name, l.email) as lead,
       h.sla_due_at as "dueAt", u.name as owner
     from (select h.* from ${LATE} order by h.owner_id = $3 desc nulls last, h.sla_due_at, h.id limit ${WORST}) h
     join leads l on l.workspace_id = $1 and l.id = h.lead_id
     left join members m on m.workspace_id = $1 and m.id = h.owner_id left join users u on u.id = m.user_id
     order by h.owner_id = $3 desc nulls last, h.sla_due_at, h.id`,
    [workspaceId, now, memberId],
  );
  const { n = 0, mine = 0 } = counted.rows[0] ?? {};
  return { n, mine, worst: worst.rows };
}

async function readReviews(
  tx: Tx,
  workspaceId: number,
  side: Side | null,
  now: Date,
): Promise<Needs["reviews"]> {
  const found = await tx.$client.query<Needs["reviews"][number]>(
    `select * from (
       select s.key as sheet, s.name, v.number as version,
         v.activated_at + make_interval(hours => v.trial_days * 24) as "endedAt",
         (select count(distinct r.side) from trial_reviews r where r.workspace_id = $1 and r.version_id = v.id
           and ($2::text is null or r.side = $2)) as said
       from sheet_versions v join sheets s on s.workspace_id = $1 and s.id = v.sheet_id
       where v.workspace_id = $1 and v.state = 'active') v
     where "endedAt" <= $3 and said < case when $2::text is null then 2 else 1 end order by "endedAt", name limit 20`,
    [workspaceId, side, now],
  );
  return found.rows.map(({ sheet, name, version, endedAt }) => ({ sheet, name, version, endedAt }));
}
