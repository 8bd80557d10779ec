import type { Tx } from "#db/client.ts";
import { type Came, OTHER } from "./figures.ts";
import { ENTERED_AT, LEAD_SOURCE } from "./source.ts";

/** Sources that are kept apart besides those that cost something: the most frequent ones. */
const MOST_SOURCES = 300;

/** Reached a stage: the first record of it or of a later one in the line; passing one over counts as having been there. */
const reached = (stages: string) =>
  `(select min(h.at) from stage_history h where h.workspace_id = l.workspace_id and h.lead_id = l.id
    and h.stage in (${stages}))`;

/** Worth of a deal that was won: the newest value told with the win, else with the opportunity. */
const WORTH = `select h.value, h.currency from stage_history h where h.workspace_id = $1 and h.lead_id = w.id
  and h.stage in ('customer', 'opportunity') and h.value is not null
  order by h.stage, h.at desc, h.id desc limit 1`;

/** Leads that are shown as themselves and came in between $2 and $3, with what came of them within $5 days of 24 hours. */
const WITHIN = `select j.id, j.source, to_char(j.entered_at at time zone $4, 'YYYY-MM') as month,
    j.mql_at <= j.entered_at + j.horizon as mql, j.opportunity_at <= j.entered_at + j.horizon as opportunity,
    j.customer_at <= j.entered_at + j.horizon as customer
  from (select l.id, e.entered_at, ${LEAD_SOURCE} as source, make_interval(hours => $5::int * 24) as horizon,
      ${reached("'mql', 'sal', 'sql', 'opportunity', 'customer'")} as mql_at,
      ${reached("'opportunity', 'customer'")} as opportunity_at, ${reached("'customer'")} as customer_at
    from leads l cross join lateral (select ${ENTERED_AT} as entered_at) e
    where l.workspace_id = $1 and l.joined_into is null and e.entered_at >= $2 and e.entered_at < $3) j`;

const CAME = `with within as materialized (${WITHIN}),
  kept as (select key from (select lower(source) as key, count(*) as n from within group by 1) s
    order by key = any($6::text[]) desc nulls last, n desc limit ${MOST_SOURCES} + cardinality($6::text[]))
  select case when w.source is null or lower(w.source) in (select key from kept) then min(w.source) else $7 end as source,
    w.month, v.currency, count(*)::int as leads, count(*) filter (where w.mql)::int as mql,
    count(*) filter (where w.opportunity)::int as opportunity, count(*) filter (where w.customer)::int as customer,
    count(v.value)::int as valued, coalesce(sum(v.value), 0) as revenue
  from within w left join lateral (${WORTH}) v on w.customer
  group by lower(w.source), w.source is null, w.month, v.currency
  order by w.month, lower(w.source) nulls first, v.currency nulls first`;

export type Asked = {
  from: Date;
  to: Date;
  timeZone: string;
  horizonDays: number;
  /** Sources that cost something, folded: they are always kept apart. */
  costly: readonly string[];
};
/** `currency`: of the deals in this row; null: nobody said, or there are none. */
export type CameRow = Came & { currency: string | null };

/**
 * Leads by source and by the month they came in, with what came of them within the horizon and up to now. Leads that are
 * joined count once; those that were erased are gone.
 */
export async function readCame(
  tx: Tx,
  workspaceId: number,
  { from, to, timeZone, horizonDays, costly }: Asked,
): Promise<CameRow[]> {
  const values = [workspaceId, from, to, timeZone, horizonDays, costly, OTHER];
  return (await tx.$client.query<CameRow>(CAME, values)).rows;
}
