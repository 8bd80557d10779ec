import type pg from "pg";
import { companyOf, displayNameOf } from "#lib/leads/attributes.ts";
import { termsOf } from "#lib/leads/terms.ts";
import { ACTIVITIES, NAME_TABLE } from "./activities.ts";
import { cell, copyLines } from "./copy-lines.ts";
import { makeLeads } from "./leads.ts";
import { Random } from "./random.ts";

const DAY_MS = 86_400_000;
const SPAN_DAYS = 365;
/** Events that go through the temporary table at once. */
const SLICE = 500_000;
/** Shares no factor with any round number, so that it spreads the busiest leads over all ids. */
const STRIDE = 7_919;

export type DataSet = { workspaceId: number; firstLead: number; leads: number; events: number; seed: number };

/** Adds the bench's activities to a workspace and returns their ids in the order of ACTIVITIES. */
async function loadActivities(owner: pg.Client, workspaceId: number): Promise<number[]> {
  await owner.query(
    `insert into activities (workspace_id, name, properties, hash)
     select $1, a.name, a.properties::jsonb, a.hash from unnest($2::text[], $3::text[], $4::uuid[]) as a (name, properties, hash)`,
    [
      workspaceId,
      ACTIVITIES.map((a) => a.name),
      ACTIVITIES.map((a) => JSON.stringify(a.properties)),
      ACTIVITIES.map((a) => a.hash),
    ],
  );
  await owner.query(
    `insert into event_properties (workspace_id, name, property)
     select distinct $1::integer, a.name, k from activities a cross join jsonb_object_keys(a.properties) k where a.workspace_id = $1`,
    [workspaceId],
  );
  const found = await owner.query<{ id: number; hash: string }>(
    "select id, hash from activities where workspace_id = $1",
    [workspaceId],
  );
  const ids = new Map(found.rows.map((row) => [row.hash, row.id]));
  return ACTIVITIES.map((activity) => ids.get(activity.hash) ?? 0);
}

/** Events in the order of time over the last year; few leads have very many, most have some. */
function* eventLines(
  set: DataSet,
  activityIds: number[],
  random: Random,
  from: number,
  to: number,
): Generator<string> {
  const now = Date.now();
  const stride = set.leads % STRIDE === 0 ? 1 : STRIDE;
  for (let n = from; n < to; n++) {
    const at = now - Math.floor((1 - (n + random.float()) / set.events) * SPAN_DAYS * DAY_MS);
    const lead = set.firstLead + ((random.skewed(set.leads, 2.5) * stride) % set.leads);
    const { first, count } = random.pick(NAME_TABLE);
    yield `${lead}\t${at}\t${activityIds[first + random.skewed(count, 2.5)]}\t${random.uuid()}`;
  }
}

async function loadEvents(owner: pg.Client, set: DataSet, activityIds: number[]): Promise<void> {
  const random = new Random(set.seed + 1);
  await owner.query(
    "create temporary table some_events (lead bigint, at bigint, activity integer, message uuid)",
  );
  for (let from = 0; from < set.events; from += SLICE) {
    const lines = eventLines(set, activityIds, random, from, Math.min(from + SLICE, set.events));
    await copyLines(owner, "some_events", lines);
    await owner.query(
      `insert into events (workspace_id, lead_id, occurred_at, activity_id, message_id)
       select $1, lead, to_timestamp(at / 1000.0), activity, message from some_events`,
      [set.workspaceId],
    );
    await owner.query("truncate some_events");
  }
  await owner.query("drop table some_events");
}

function* leadLines(set: DataSet): Generator<string> {
  let id = set.firstLead;
  for (const { email, externalId, attributes } of makeLeads(set.leads, set.seed)) {
    const name = displayNameOf(attributes);
    const terms = termsOf({ texts: [name, email, externalId, companyOf(attributes)] });
    const cells = [email, externalId, name ?? "", JSON.stringify(attributes), JSON.stringify(terms)];
    yield [id++, ...cells.map(cell)].join("\t");
  }
}

/** Leads with identities, search words and attribute history, all known since a year ago. */
async function loadLeads(owner: pg.Client, set: DataSet): Promise<void> {
  const knownAt = new Date(Date.now() - SPAN_DAYS * DAY_MS);
  await owner.query(
    "create temporary table some_leads (id bigint, email text, external_id text, name text, attributes jsonb, terms jsonb)",
  );
  await copyLines(owner, "some_leads", leadLines(set));
  const statements = [
    `insert into leads (workspace_id, id, email, external_id, display_name, attributes, last_event_at, created_at)
     overriding system value
     select $1, l.id, l.email, l.external_id, l.name, l.attributes, e.at, $2::timestamptz + l.id * interval '1 millisecond'
     from some_leads l left join (select lead_id, max(occurred_at) as at from events where workspace_id = $1 group by 1) e
       on e.lead_id = l.id order by l.id`,
    `insert into lead_identities (workspace_id, kind, value, lead_id, created_at)
     select $1, i.kind, i.value, l.id, $2 from some_leads l
     cross join lateral (values ('email', l.email), ('user', l.external_id)) as i (kind, value)`,
    `insert into lead_attributes (workspace_id, lead_id, key, known_at, value)
     select $1, l.id, a.key, $2, a.value from some_leads l cross join lateral jsonb_each(l.attributes) a`,
    `insert into lead_terms (workspace_id, lead_id, term)
     select $1, l.id, t.term from some_leads l cross join lateral jsonb_array_elements_text(l.terms) as t (term)
     where $2::timestamptz is not null`,
  ];
  for (const statement of statements) await owner.query(statement, [set.workspaceId, knownAt]);
  await owner.query("drop table some_leads");
  await owner.query("select setval(pg_get_serial_sequence('leads', 'id'), $1)", [set.firstLead + set.leads]);
}

/**
 * Fills workspaces with leads and their events, the same for the same seeds. Events go in without keys
 * (see `withBareTable`, which the caller puts around this) and before the leads that they are of.
 */
export async function loadDataSet(owner: pg.Client, set: DataSet): Promise<void> {
  await owner.query("select set_config('app.workspace_id', $1, false)", [String(set.workspaceId)]);
  await loadEvents(owner, set, await loadActivities(owner, set.workspaceId));
  await loadLeads(owner, set);
}
