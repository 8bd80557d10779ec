import type { Tx } from "#db/client.ts";
import { type Came, OTHER } from "./figures.ts";

/** Sources that are kept apart besides those that cost something: the most frequent ones. */
const MOST_SOURCES = 300;

/** Leads that came in between $2 and $3, with what came of them within $5 days of 24 hours. */
const WITHIN = `select nullif(j.source, '') as source, to_char(j.entered_at at time zone $4, 'YYYY-MM') as month,
    j.mql_at <= j.entered_at + h.horizon as mql, j.opportunity_at <= j.entered_at + h.horizon as opportunity,
    j.customer_at <= j.entered_at + h.horizon as customer, j.customer_value, j.customer_currency
  from journeys j cross join (select make_interval(hours => $5::int * 24) as horizon) h
  where j.workspace_id = $1 and j.entered_at >= $2 and j.entered_at < $3`;

const CAME = `with within as materialized (${WITHIN}),
  kept as (select key from (select lower(source) as key, count(*) as n from within group by 1) s
    order by key = any($6::text[]) desc nulls last, n desc limit ${MOST_SOURCES} + cardinality($6::text[]))
  select case when w.source is null or lower(w.source) in (select key from kept) then min(w.source) else $7 end as source,
    w.month, case when w.customer then w.customer_currency end as currency,
    count(*)::int as leads, count(*) filter (where w.mql)::int as mql,
    count(*) filter (where w.opportunity)::int as opportunity, count(*) filter (where w.customer)::int as customer,
    count(w.customer_value) filter (where w.customer)::int as valued,
    coalesce(sum(w.customer_value) filter (where w.customer), 0) as revenue
  from within w group by lower(w.source), w.source is null, w.month, 3
  order by w.month, lower(w.source) nulls first, 3 nulls first`;

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
 * Journeys (lib/funnel) by source and by the month the leads came in, with what came of them within the horizon. Leads
 * that are joined count once; those that were erased are gone.
 */
export async function readCame(
  tx: Tx,
  workspaceId: number,
  { from, to, timeZone, horizonDays, costly }: Asked,
): Promise<CameRow[]> {
  const values = [workspaceId, from, to, timeZone, horizonDays, costly, OTHER];
  return (await tx.$client.query<CameRow>(CAME, values)).rows;
}
