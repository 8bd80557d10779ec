import type { Tx } from "#db/client.ts";
import type { Stage } from "../leads/stages.ts";
import { type CompiledCondition, compileCondition, nextFlip } from "../scoring/condition.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { bigints } from "../sql-arrays.ts";
import type { JourneyRow } from "./facts.ts";
import { type FirstEvent, firstTouch, TOUCH_ATTRIBUTES, type Told } from "./first-touch.ts";
import { journeyOf, type StageRow } from "./journey.ts";

export type SegmentOfLeads = { id: number; condition: Condition };
type LeadRow = {
  id: string;
  ownerId: string | null;
  createdAt: Date;
  attributes: Record<string, unknown>;
};
type Compiled = SegmentOfLeads & { compiled: CompiledCondition };

/**
 * The journeys of those of these leads that are there and shown as themselves. A lead enters with the first thing that is
 * known of it: when it was made here, the oldest attribute, stage or event that counts.
 */
export async function loadJourneys(
  tx: Tx,
  workspaceId: number,
  ids: readonly number[],
  segments: readonly SegmentOfLeads[],
  now: number,
): Promise<JourneyRow[]> {
  const values = [workspaceId, bigints(ids)];
  const leads = await tx.$client.query<LeadRow>(
    `select l.id, l.owner_id as "ownerId", l.attributes, case when l.has_joined then least(l.created_at,
       (select min(j.created_at) from leads j where j.workspace_id = $1 and j.joined_into = l.id))
       else l.created_at end as "createdAt"
     from leads l where l.workspace_id = $1 and l.id = any($2::bigint[]) and l.joined_into is null`,
    values,
  );
  const stages = await loadStages(tx, values);
  const known = await tx.$client.query<{ id: string; at: Date }>(
    `select lead_id as id, min(known_at) as at from lead_attributes
     where workspace_id = $1 and lead_id = any($2::bigint[]) group by 1`,
    values,
  );
  const told = await loadTold(tx, values);
  const events = await loadFirstEvents(tx, values);
  const firstKnown = new Map(known.rows.map((row) => [row.id, row.at.getTime()]));
  const compiled = segments.map((one): Compiled => ({ ...one, compiled: compileCondition(one.condition) }));
  return leads.rows.map((lead) => {
    const rows = stages.get(lead.id) ?? [];
    const event = events.get(lead.id);
    const enteredAt = [firstKnown.get(lead.id), event?.at, ...rows.map((row) => row.at)].reduce<number>(
      (first, at) => (at === undefined ? first : Math.min(first, at)),
      lead.createdAt.getTime(),
    );
    return {
      leadId: Number(lead.id),
      journey: journeyOf(enteredAt, rows),
      ...firstTouch(told.get(lead.id) ?? [], event?.first ?? null),
      ownerId: lead.ownerId === null ? null : Number(lead.ownerId),
      ...membershipOf(compiled, lead.attributes, now),
    };
  });
}

function membershipOf(
  segments: readonly Compiled[],
  attributes: Record<string, unknown>,
  now: number,
): Pick<JourneyRow, "segments" | "lookAt"> {
  const flips = segments.flatMap(({ condition }) => nextFlip(condition, attributes, now) ?? []);
  return {
    segments: segments.filter(({ compiled }) => compiled.test(attributes, now)).map(({ id }) => id),
    lookAt: flips.length === 0 ? null : Math.min(...flips),
  };
}

function grouped<R extends { lead: string }, T>(rows: readonly R[], read: (row: R) => T): Map<string, T[]> {
  const byLead = new Map<string, T[]>();
  for (const row of rows) {
    const list = byLead.get(row.lead);
    if (list) list.push(read(row));
    else byLead.set(row.lead, [read(row)]);
  }
  return byLead;
}

async function loadStages(tx: Tx, values: unknown[]): Promise<Map<string, StageRow[]>> {
  type Row = {
    lead: string;
    id: string;
    stage: Stage;
    at: Date;
    value: number | null;
    currency: string | null;
  };
  const found = await tx.$client.query<Row>(
    `select lead_id as lead, id, stage, at, value, currency from stage_history
     where workspace_id = $1 and lead_id = any($2::bigint[])`,
    values,
  );
  return grouped(found.rows, ({ id, stage, at, value, currency }) => ({
    ...{ id: Number(id), at: at.getTime() },
    ...{ stage, value, currency },
  }));
}

/** What was told in attributes that say where a lead came from. */
async function loadTold(tx: Tx, values: unknown[]): Promise<Map<string, Told[]>> {
  const found = await tx.$client.query<{ lead: string; key: string; value: unknown; at: Date }>(
    `select lead_id as lead, key, value, known_at as at from lead_attributes
     where workspace_id = $1 and lead_id = any($2::bigint[])
       and lower(regexp_replace(key, '[^[:alnum:]]+', '_', 'g')) = any($3)`,
    [...values, Object.values(TOUCH_ATTRIBUTES).flat()],
  );
  return grouped(found.rows, ({ key, value, at }) => ({ key, value, at: at.getTime() }));
}

async function loadFirstEvents(
  tx: Tx,
  values: unknown[],
): Promise<Map<string, { at: number; first: FirstEvent }>> {
  const found = await tx.$client.query<{ lead: string; at: Date; path: unknown; campaign: unknown }>(
    `select l.id as lead, e.occurred_at as at, e.rest #> '{context,campaign}' as campaign,
       coalesce(a.properties -> 'path', e.rest -> 'path', e.rest #> '{context,page,path}') as path
     from unnest($2::bigint[]) as l (id)
     cross join lateral (select occurred_at, activity_id, rest from events
       where workspace_id = $1 and lead_id = l.id and counts order by occurred_at limit 1) e
     join activities a on a.workspace_id = $1 and a.id = e.activity_id`,
    values,
  );
  return new Map(
    found.rows.map(({ lead, at, path, campaign }) => [lead, { at: at.getTime(), first: { path, campaign } }]),
  );
}
