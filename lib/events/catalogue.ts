import type { Tx } from "#db/client.ts";
import { MAX_VALUES } from "./coding.ts";

export type PropertyState = { countable: boolean; onEvent: boolean };
/** What is known of each property, by event name. */
export type Catalogue = Map<string, Map<string, PropertyState>>;
export type Activity = { hash: string; name: string; properties: Record<string, string | boolean> };

/** Reads what is known of the properties of these event names. */
export async function loadCatalogue(tx: Tx, workspaceId: number, names: string[]): Promise<Catalogue> {
  const catalogue: Catalogue = new Map(names.map((name) => [name, new Map()]));
  const found = await tx.$client.query<{
    name: string;
    property: string;
    countable: boolean;
    on_event: boolean;
  }>(
    "select name, property, countable, on_event from event_properties where workspace_id = $1 and name = any($2::text[])",
    [workspaceId, names],
  );
  for (const row of found.rows) {
    catalogue.get(row.name)?.set(row.property, { countable: row.countable, onEvent: row.on_event });
  }
  return catalogue;
}

/** Notes properties seen for the first time, or seen on an event for the first time. */
export async function noteProperties(
  tx: Tx,
  workspaceId: number,
  seen: { name: string; property: string; onEvent: boolean }[],
): Promise<void> {
  if (seen.length === 0) return;
  const sorted = [...seen].sort((a, b) => (a.name + a.property < b.name + b.property ? -1 : 1));
  await tx.$client.query(
    `insert into event_properties (workspace_id, name, property, on_event)
     select $1, s.name, s.property, bool_or(s.on_event) from unnest($2::text[], $3::text[], $4::boolean[]) as s (name, property, on_event)
     group by s.name, s.property order by s.name, s.property
     on conflict (workspace_id, name, property) do update set on_event = true
       where excluded.on_event and not event_properties.on_event`,
    [workspaceId, sorted.map((s) => s.name), sorted.map((s) => s.property), sorted.map((s) => s.onEvent)],
  );
}

/** Ids of the activities by hash; new ones are added to the dictionary. */
export async function activityIds(
  tx: Tx,
  workspaceId: number,
  wanted: Map<string, Activity>,
): Promise<Map<string, number>> {
  const ids = await lookUp(tx, workspaceId, [...wanted.keys()]);
  const missing = [...wanted.values()]
    .filter((a) => !ids.has(a.hash))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1));
  if (missing.length === 0) return ids;
  await tx.$client.query(
    `insert into activities (workspace_id, name, properties, hash)
     select $1, a.name, a.properties::jsonb, a.hash from unnest($2::text[], $3::text[], $4::uuid[]) as a (name, properties, hash)
     on conflict do nothing`,
    [
      workspaceId,
      missing.map((a) => a.name),
      missing.map((a) => JSON.stringify(a.properties)),
      missing.map((a) => a.hash),
    ],
  );
  for (const [hash, id] of await lookUp(
    tx,
    workspaceId,
    missing.map((a) => a.hash),
  ))
    ids.set(hash, id);
  await demote(tx, workspaceId, [...new Set(missing.map((a) => a.name))]);
  return ids;
}

async function lookUp(tx: Tx, workspaceId: number, hashes: string[]): Promise<Map<string, number>> {
  const found = await tx.$client.query<{ hash: string; id: number }>(
    "select hash, id from activities where workspace_id = $1 and hash = any($2::uuid[])",
    [workspaceId, hashes],
  );
  return new Map(found.rows.map((row) => [row.hash, row.id]));
}

/**
 * Keeps the dictionary small: where an event name has more activities than a property may have values, its most
 * varied property stays on the event from now on. Repeats as long as new events keep adding activities.
 */
async function demote(tx: Tx, workspaceId: number, names: string[]): Promise<void> {
  await tx.$client.query(
    `with crowded as (
       select name from activities where workspace_id = $1 and name = any($2::text[]) group by name having count(*) > $3),
     varied as (
       select a.name, p.key, count(distinct p.value) as n,
         row_number() over (partition by a.name order by count(distinct p.value) desc, p.key) as place
       from crowded c join activities a on a.workspace_id = $1 and a.name = c.name
       cross join jsonb_each(a.properties) p
       join event_properties e on e.workspace_id = $1 and e.name = a.name and e.property = p.key and e.countable
       where a.id > coalesce((select max(b.id) from activities b where b.workspace_id = $1 and b.name = a.name) - $3, 0)
       group by a.name, p.key)
     update event_properties e set countable = false
     from varied v where v.place = 1 and v.n > 1
       and e.workspace_id = $1 and e.name = v.name and e.property = v.key`,
    [workspaceId, names, MAX_VALUES],
  );
}
