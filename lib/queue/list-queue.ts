import { inWorkspace, type Tx } from "#db/client.ts";
import type { HandoverReason, HandoverState } from "#db/schema/handovers.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { groupTone } from "../leads/group-tone.ts";
import { likelihoodsOf } from "../models/likelihoods.ts";
import { slaClock } from "../sla/sla-state.ts";
import { type Cursor, decodeCursor, encodeCursor } from "./cursor.ts";
import { findPage } from "./find-page.ts";
import type { Handover, ListQueueInput, Queue } from "./schemas.ts";

const TOP_REASONS = 3;
const WEEK_MS = 7 * 86_400_000;

/** Hand-overs by owner, state and what they are about, with the lead, its score then and now, and why it was handed over. */
export async function listQueue(ctx: Context, input: ListQueueInput): Promise<Queue> {
  authorize(ctx, "queue:read");
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, input.sort);
  const me = actingMemberId(ctx);
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const found = await findPage(tx, ctx.workspaceId, { ...input, me, after, limit: input.limit + 1 });
      const page = found.slice(0, input.limit);
      const handovers = await describe(tx, ctx.workspaceId, page, new Date());
      const last = found.length > input.limit ? page.at(-1) : undefined;
      return { handovers, next_cursor: last ? encodeCursor(last) : null };
    },
    { readOnly: true },
  );
}

type Row = {
  id: string;
  lead_id: string;
  lead_name: string | null;
  email: string | null;
  phone: string | null;
  stage: string;
  sheet: string;
  sheet_name: string;
  version: number;
  groups: { key: string; name: string; handover?: boolean }[];
  at: Date;
  group_key: string | null;
  total: number | null;
  reasons: HandoverReason[];
  state: HandoverState;
  decided_at: Date | null;
  reason: string | null;
  sla_due_at: Date | null;
  first_response_at: Date | null;
  unclaimed_why: string | null;
  owner_id: string | null;
  owner_name: string | null;
  claimed_at: Date | null;
  decided_by: string | null;
  decider_name: string | null;
  score_now: number | null;
  label: string | null;
  score_before: number | null;
  act_name: string | null;
  act_at: Date | null;
};

const DESCRIBE = `
  select h.id, h.lead_id, l.display_name as lead_name, l.email, l.stage, s.key as sheet, s.name as sheet_name,
    coalesce(l.attributes ->> 'phone', l.attributes ->> 'phone_number', l.attributes ->> 'mobile') as phone,
    v.number as version, v.content -> 'groups' as groups, h.at, h.group_key, h.total, h.reasons, h.state,
    h.decided_at, h.reason, h.sla_due_at, h.first_response_at, h.unclaimed_why, h.owner_id, uo.name as owner_name, h.claimed_at, h.decided_by, ud.name as decider_name,
    c.total as score_now, c.label, past.total as score_before, act.name as act_name, act.at as act_at
  from handovers h
  join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id
  join sheets s on s.workspace_id = h.workspace_id and s.id = h.sheet_id
  join sheet_versions v on v.workspace_id = h.workspace_id and v.id = h.version_id
  left join members mo on mo.workspace_id = h.workspace_id and mo.id = h.owner_id
  left join users uo on uo.id = mo.user_id
  left join members md on md.workspace_id = h.workspace_id and md.id = h.decided_by
  left join users ud on ud.id = md.user_id
  left join scores c on c.workspace_id = h.workspace_id and c.lead_id = h.lead_id and c.sheet_id = h.sheet_id
  left join lateral (select y.total from score_history y where y.workspace_id = $1 and y.lead_id = h.lead_id
    and y.sheet_id = h.sheet_id and y.at <= $3 order by y.at desc limit 1) past on true
  left join lateral (select a.name, e.occurred_at as at from events e
    join activities a on a.workspace_id = $1 and a.id = e.activity_id
    where e.workspace_id = $1 and e.lead_id = h.lead_id and e.counts order by e.occurred_at desc limit 1) act on true
  where h.workspace_id = $1 and h.id = any($2::bigint[]) order by array_position($2::bigint[], h.id)`;

async function describe(tx: Tx, workspaceId: number, page: Cursor[], now: Date): Promise<Handover[]> {
  if (page.length === 0) return [];
  const found = await tx.$client.query<Row>(DESCRIBE, [
    workspaceId,
    page.map(({ id }) => id),
    new Date(now.getTime() - WEEK_MS),
  ]);
  const leads = found.rows.map(({ lead_id }) => Number(lead_id));
  const likelihoods = await likelihoodsOf(tx, workspaceId, leads);
  return found.rows.map((row) => toHandover(row, now, likelihoods.get(Number(row.lead_id)) ?? null));
}

const person = (id: string | null, name: string | null) =>
  id === null ? null : { id: Number(id), name: name ?? "" };

function toHandover(row: Row, now: Date, likelihood: number | null): Handover {
  const until = row.decided_at ?? now;
  return {
    id: Number(row.id),
    lead: {
      id: Number(row.lead_id),
      name: row.lead_name,
      email: row.email,
      phone: row.phone,
      stage: row.stage,
    },
    sheet: row.sheet,
    sheet_name: row.sheet_name,
    version: row.version,
    at: row.at.toISOString(),
    group: row.group_key,
    group_name: row.groups.find(({ key }) => key === row.group_key)?.name ?? row.group_key,
    tone: groupTone(row.groups, row.group_key) ?? "neutral",
    score_then: row.total,
    score_now: row.score_now,
    label: row.label,
    likelihood,
    delta_7d: row.score_now === null || row.score_before === null ? null : row.score_now - row.score_before,
    reasons: row.reasons.slice(0, TOP_REASONS),
    last_act:
      row.act_name !== null && row.act_at ? { name: row.act_name, at: row.act_at.toISOString() } : null,
    owner: person(row.owner_id, row.owner_name),
    claimed_at: row.claimed_at?.toISOString() ?? null,
    state: row.state,
    decided_at: row.decided_at?.toISOString() ?? null,
    decided_by: person(row.decided_by, row.decider_name),
    reason: row.reason,
    waiting_seconds: Math.max(0, Math.floor((until.getTime() - row.at.getTime()) / 1000)),
    sla: slaClock({ at: row.at, dueAt: row.sla_due_at, respondedAt: row.first_response_at }, now),
    unclaimed_why: row.unclaimed_why,
  };
}
