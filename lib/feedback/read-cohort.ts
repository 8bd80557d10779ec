import type { Tx } from "#db/client.ts";
import type { HandoverState } from "#db/schema/handovers.ts";
import { firstSource } from "../funnel/first-touch-sql.ts";
import type { Handed } from "./outcomes.ts";

type Row = {
  lead_id: string;
  at: Date;
  week: string;
  total: number | null;
  group_key: string | null;
  rule_points: Record<string, number> | null;
  state: HandoverState;
  reason: string | null;
  first_response_at: Date | null;
  source: string | null;
  sal: Date | null;
  sql: Date | null;
  opportunity: Date | null;
  customer: Date | null;
  was_before: boolean;
  repeated: boolean;
  joined: boolean;
};

/** Hand-overs of a version (null: made outside Hotsheet) up to an instant, oldest first, with what came of them by then. */
export type Cohort = {
  handed: Handed[];
  /** Hand-overs of records that were joined with one handed over before: one person is not handed over twice by a join. */
  joined: number;
  erased: number;
};

const FIRST = (stages: string) => `min(s.at) filter (where s.at >= c.at and s.stage in (${stages}))`;

/**
 * An outcome is the first time that stage, or a later one of the main line, was reached at or after the hand-over: who
 * becomes a customer without anybody saying `opportunity` was one on the way.
 */
const cohortSql = (
  ofVersion: string,
) => `select c.lead_id, c.at, c.week, c.total, c.group_key, c.rule_points, c.state, c.reason, c.first_response_at,
    c.home <> c.first_home as joined, c.nth > 1 as repeated, o.*, ${firstSource("c.lead_id")} as source
  from (
    select h.*, to_char(date_trunc('week', h.at at time zone w.time_zone), 'YYYY-MM-DD') as week,
      coalesce(h.via_lead_id, h.lead_id) as home, first_value(coalesce(h.via_lead_id, h.lead_id)) over earlier as first_home,
      row_number() over earlier as nth
    from handovers h join leads l on l.workspace_id = h.workspace_id and l.id = h.lead_id and l.joined_into is null
    join workspaces w on w.id = h.workspace_id
    where h.workspace_id = $1 and ${ofVersion} and h.at <= $3
    window earlier as (partition by h.lead_id order by h.at, h.id)) c
  left join lateral (
    select ${FIRST("'sal', 'sql', 'opportunity', 'customer'")} as sal, ${FIRST("'sql', 'opportunity', 'customer'")} as sql,
      ${FIRST("'opportunity', 'customer'")} as opportunity, ${FIRST("'customer'")} as customer,
      coalesce(bool_or(s.at < c.at and s.stage in ('opportunity', 'customer')), false) as was_before
    from stage_history s where s.workspace_id = $1 and s.lead_id = c.lead_id and s.at <= $3
      and ($4::timestamptz is null or s.created_at <= $4)) o on true
  order by c.at, c.id`;

/**
 * @param knownAt only outcomes that were recorded by then (ms); null: all
 */
export async function readCohort(
  tx: Tx,
  workspaceId: number,
  versionId: number | null,
  asOf: number,
  knownAt: number | null = null,
): Promise<Cohort> {
  // Two texts, because an index does not serve `is not distinct from`.
  const sql = cohortSql(
    versionId === null ? "h.version_id is null and $2::bigint is null" : "h.version_id = $2",
  );
  const { rows } = await tx.$client.query<Row>(sql, [
    workspaceId,
    versionId,
    new Date(asOf),
    knownAt === null ? null : new Date(knownAt),
  ]);
  const { rows: gone } = await tx.$client.query<{ erased: number }>(
    `select coalesce(sum(count), 0)::int as erased from erased_handovers where workspace_id = $1 and version_id = $2`,
    [workspaceId, versionId ?? 0],
  );
  const counted = rows.filter(({ joined }) => !joined);
  return {
    handed: counted.map(toHanded),
    joined: rows.length - counted.length,
    erased: gone[0]?.erased ?? 0,
  };
}

const ms = (at: Date | null): number | null => at?.getTime() ?? null;

/** What a rep wrote beside `other` is for who reads the hand-over, and would make each reason one of its own. */
const reasonCode = (reason: string | null): string | null =>
  reason?.startsWith("other: ") ? "other" : reason || null;

const toHanded = (row: Row): Handed => ({
  leadId: Number(row.lead_id),
  at: row.at.getTime(),
  week: row.week,
  total: row.total,
  group: row.group_key,
  points: row.rule_points,
  state: row.state,
  reason: reasonCode(row.reason),
  answeredAt: ms(row.first_response_at),
  source: row.source,
  firsts: {
    sal: ms(row.sal),
    sql: ms(row.sql),
    opportunity: ms(row.opportunity),
    customer: ms(row.customer),
  },
  wasBefore: row.was_before,
  repeated: row.repeated,
});
