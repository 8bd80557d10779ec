import type { Tx } from "#db/client.ts";
import type { HandoverReason, HandoverState } from "#db/schema/handovers.ts";
import type { NoteKind } from "../notes/kinds.ts";
import type { Stage } from "./stages.ts";
import { type TimelineBounds, within } from "./timeline-cursor.ts";

export type EventRow = {
  id: string;
  at: Date;
  activityId: number;
  name: string;
  properties: Record<string, unknown>;
  rest: Record<string, unknown> | null;
  datedAhead: boolean;
  ignored: string | null;
  pattern: string | null;
  byHand: boolean;
};

export async function readEventRows(tx: Tx, bounds: TimelineBounds): Promise<EventRow[]> {
  const { values, where, order } = within("event", bounds, "e.occurred_at", "e.message_id", "uuid");
  const found = await tx.$client.query<EventRow>(
    `select e.message_id as id, e.occurred_at as at, e.activity_id as "activityId", a.name, a.properties, e.rest,
       e.occurred_at > e.received_at + interval '1 minute' as "datedAhead",
       e.ignored, p.text as pattern, e.by_hand as "byHand"
     from events e join activities a on a.workspace_id = e.workspace_id and a.id = e.activity_id
     left join traffic_patterns p on p.workspace_id = e.workspace_id and 'pattern:' || p.id = e.ignored
     where e.workspace_id = $1 and e.lead_id = $2${where} ${order}`,
    values,
  );
  return found.rows;
}

export type StageRow = {
  id: string;
  at: Date;
  stage: Stage;
  reason: string | null;
  value: number | null;
  currency: string | null;
  origin: string;
  memberId: string | null;
};

export async function readStageRows(tx: Tx, bounds: TimelineBounds): Promise<StageRow[]> {
  const { values, where, order } = within("stage", bounds, "at", "id", "bigint");
  const found = await tx.$client.query<StageRow>(
    `select id, at, stage, reason, value, currency, origin, member_id as "memberId" from stage_history
     where workspace_id = $1 and lead_id = $2${where} ${order}`,
    values,
  );
  return found.rows;
}

export type GroupRow = {
  id: string;
  at: Date;
  versionId: number;
  from: string | null;
  to: string | null;
  total: number;
  cause: string;
};

export async function readGroupRows(tx: Tx, bounds: TimelineBounds): Promise<GroupRow[]> {
  const { values, where, order } = within("group", bounds, "at", "id", "bigint");
  const found = await tx.$client.query<GroupRow>(
    `select id, at, version_id::int as "versionId", from_group as "from", to_group as "to", total, cause from group_changes
     where workspace_id = $1 and lead_id = $2 and from_group is distinct from to_group${where} ${order}`,
    values,
  );
  return found.rows;
}

export type HandoverRow = {
  id: string;
  at: Date;
  versionId: number | null;
  total: number | null;
  state: HandoverState;
  decidedAt: Date | null;
  decidedBy: string | null;
  ownerId: string | null;
  claimedAt: Date | null;
  reason: string | null;
  reasons: HandoverReason[];
};

export async function readHandoverRows(tx: Tx, bounds: TimelineBounds): Promise<HandoverRow[]> {
  const { values, where, order } = within("handover", bounds, "at", "id", "bigint");
  const found = await tx.$client.query<HandoverRow>(
    `select id, at, version_id::int as "versionId", total, state, decided_at as "decidedAt", decided_by as "decidedBy",
       owner_id as "ownerId", claimed_at as "claimedAt", reason, reasons
     from handovers where workspace_id = $1 and lead_id = $2${where} ${order}`,
    values,
  );
  return found.rows;
}

export type AdjustmentRow = {
  id: string;
  at: Date;
  points: number;
  dimension: string;
  reason: string;
  memberId: string | null;
  expiresAt: Date | null;
  endedAt: Date | null;
  endedBy: string | null;
};

export async function readAdjustmentRows(tx: Tx, bounds: TimelineBounds): Promise<AdjustmentRow[]> {
  const { values, where, order } = within("adjustment", bounds, "at", "id", "bigint");
  const found = await tx.$client.query<AdjustmentRow>(
    `select id, at, points, dimension, reason, member_id as "memberId", expires_at as "expiresAt",
       ended_at as "endedAt", ended_by as "endedBy"
     from lead_adjustments where workspace_id = $1 and lead_id = $2${where} ${order}`,
    values,
  );
  return found.rows;
}

export type NoteRow = {
  id: string;
  at: Date;
  note: NoteKind;
  body: string;
  memberId: string;
  edited: boolean;
};

export async function readNoteRows(tx: Tx, bounds: TimelineBounds): Promise<NoteRow[]> {
  const { values, where, order } = within("note", bounds, "created_at", "id", "bigint");
  const found = await tx.$client.query<NoteRow>(
    `select id, created_at as at, kind as note, body, member_id as "memberId", edited_at is not null as edited
     from lead_notes where workspace_id = $1 and lead_id = $2${where} ${order}`,
    values,
  );
  return found.rows;
}

export type AttributesRow = { at: Date; changes: { key: string; before: unknown; after: unknown }[] };

/** What became known at one instant is one item. */
export async function readAttributeRows(tx: Tx, bounds: TimelineBounds): Promise<AttributesRow[]> {
  const { values, where, order } = within("attributes", bounds, "known_at", "known_at", "timestamptz");
  const found = await tx.$client.query<AttributesRow>(
    `select known_at as at, json_agg(json_build_object('key', key, 'before', before, 'after', value) order by key) as changes
     from (select key, known_at, value, lag(value) over (partition by key order by known_at) as before
           from lead_attributes where workspace_id = $1 and lead_id = $2) facts
     where true${where} group by known_at ${order}`,
    values,
  );
  return found.rows;
}
