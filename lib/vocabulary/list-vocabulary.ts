import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import type { listVocabularyOperation, Words } from "./operations.ts";

/** Newest leads that attributes, and values that only events carry, are read from. */
const LEADS = 2_000;
/** Of each of them so many of the newest events. */
const EVENTS_EACH = 20;

type Asked = Required<Pick<OperationInput<typeof listVocabularyOperation>, "event" | "q" | "limit">> & {
  field: string;
};
type Row = { value: string; count: string | null };

/** Orders by frequency and keeps what contains `q`: the end of each query below. $2 is `q`, $3 the limit. */
const best = (from: string) =>
  `select value, sum(n)::text as count from (${from}) seen
   where value <> '' and length(value) <= 500 and position(lower($2) in lower(value)) > 0
   group by value order by sum(n) desc nulls last, value limit $3`;

/** Events of the dictionary, counted by a job; null until it has run. */
const COUNTED = "case when a.counted_at is null then null else a.events end as n";

const QUERIES = {
  event: best(`select a.name as value, ${COUNTED} from activities a where a.workspace_id = $1`),
  property: best(
    `select p.property as value, c.n from event_properties p
     left join lateral (select sum(a.events) as n from activities a
       where a.workspace_id = $1 and a.name = p.name and a.properties ? p.property and a.counted_at is not null) c on true
     where p.workspace_id = $1 and $4 in ('*', p.name)`,
  ),
  property_value: best(
    `select a.properties ->> $5 as value, ${COUNTED} from activities a
     where a.workspace_id = $1 and $4 in ('*', a.name) and a.properties ? $5`,
  ),
  /** Numbers, lists and what varies too much stay on the event: read from the newest leads' newest events. */
  value_on_events: best(
    `select v.value, 1 as n from
       (select id from leads where workspace_id = $1 and last_event_at is not null
         order by last_event_at desc nulls first, id desc limit ${LEADS}) l
     cross join lateral (select activity_id, rest from events where workspace_id = $1 and lead_id = l.id and counts
       order by occurred_at desc limit ${EVENTS_EACH}) e
     join activities a on a.workspace_id = $1 and a.id = e.activity_id
     cross join lateral (select coalesce(e.rest -> $5, e.rest #> string_to_array($5, '.')) as found) f
     cross join lateral (select f.found #>> '{}' as value where jsonb_typeof(f.found) in ('string', 'number', 'boolean')
       union all select item from jsonb_array_elements_text(case jsonb_typeof(f.found) when 'array' then f.found else '[]' end) item) v
     where $4 in ('*', a.name)`,
  ),
  attribute: best(
    `select k.value, 1 as n from
       (select attributes from leads where workspace_id = $1 order by created_at desc, id desc limit ${LEADS}) l
     cross join lateral jsonb_object_keys(l.attributes) as k (value)`,
  ),
  attribute_value: best(
    `select v.value, 1 as n from
       (select coalesce(attributes -> $4, attributes #> string_to_array($4, '.')) as found
        from leads where workspace_id = $1 order by created_at desc, id desc limit ${LEADS}) l
     cross join lateral (select l.found #>> '{}' as value where jsonb_typeof(l.found) in ('string', 'number', 'boolean')
       union all select item from jsonb_array_elements_text(case jsonb_typeof(l.found) when 'array' then l.found else '[]' end) item) v`,
  ),
} as const;

const read = async (tx: Tx, query: keyof typeof QUERIES, values: unknown[]): Promise<Words["words"]> =>
  (await tx.$client.query<Row>(QUERIES[query], values)).rows.map(({ value, count }) => ({
    value,
    count: count === null ? null : Number(count),
  }));

/** How many leads were looked at, where there are more. */
async function sampleSize(tx: Tx, workspaceId: number): Promise<number | null> {
  const found = await tx.$client.query<{ more: boolean }>(
    "select exists (select from leads where workspace_id = $1 offset $2) as more",
    [workspaceId, LEADS],
  );
  return found.rows[0]?.more ? LEADS : null;
}

/** The dictionary says it all for what it counts; else, as for numbers, the newest events do. */
async function propertyValues(tx: Tx, workspaceId: number, asked: Asked): Promise<Words> {
  const values = [workspaceId, asked.q, asked.limit, asked.event, asked.field];
  const known = await read(tx, "property_value", values);
  if (known.length > 0) return { words: known, sampled: null };
  // Each lead gives only its newest events, so this never is everything.
  return { words: await read(tx, "value_on_events", values), sampled: LEADS };
}

/**
 * Names or values as they occur, most frequent first. Bounded in what it reads, whatever the workspace holds: the
 * dictionary of activities, or the newest leads.
 */
export async function listVocabulary(
  ctx: Context,
  input: OperationInput<typeof listVocabularyOperation>,
): Promise<Words> {
  authorize(ctx, "segments:read");
  const { workspaceId } = ctx;
  const { kind, q, limit, event, field = "" } = input;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const head = [workspaceId, q, limit];
      switch (kind) {
        case "event":
          return { words: await read(tx, "event", head), sampled: null };
        case "property":
          return { words: await read(tx, "property", [...head, event]), sampled: null };
        case "property_value":
          return propertyValues(tx, workspaceId, { q, limit, event, field });
        case "attribute":
          return { words: await read(tx, "attribute", head), sampled: await sampleSize(tx, workspaceId) };
        case "attribute_value":
          return {
            words: await read(tx, "attribute_value", [...head, field]),
            sampled: await sampleSize(tx, workspaceId),
          };
      }
    },
    { readOnly: true },
  );
}
