import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
import type { Person } from "./plan-identities.ts";

/** Survivors, each with the leads that it is made of (itself first). */
export type Members = Map<number, number[]>;

/** The leads that each of these is made of; one that is joined into another has none here. */
export async function membersOf(tx: Tx, workspaceId: number, survivors: number[]): Promise<Members> {
  const members: Members = new Map();
  if (survivors.length === 0) return members;
  const found = await tx.$client.query<{ survivor: string; id: string }>(
    `select id as survivor, id, 0 as place from leads
       where workspace_id = $1 and id = any($2::bigint[]) and joined_into is null
     union all
     select joined_into, id, 1 from leads where workspace_id = $1 and joined_into = any($2::bigint[]) order by 3, 2`,
    [workspaceId, bigints(survivors)],
  );
  for (const row of found.rows) {
    const survivor = Number(row.survivor);
    members.set(survivor, [...(members.get(survivor) ?? []), Number(row.id)]);
  }
  return members;
}

const pairs = (members: Members) => {
  const all = [...members].flatMap(([survivor, ids]) => ids.map((id) => ({ survivor, id })));
  return [bigints(all.map((one) => one.survivor)), bigints(all.map((one) => one.id))];
};

/** Whether each has a user id and an e-mail address. */
export async function loadPeople(
  tx: Tx,
  workspaceId: number,
  members: Members,
): Promise<Map<number, Person>> {
  const people = new Map([...members.keys()].map((id) => [id, { user: false, email: false }]));
  if (members.size === 0) return people;
  const found = await tx.$client.query<{ survivor: string } & Person>(
    `select m.survivor, bool_or(i.kind = 'user') as user, bool_or(i.kind = 'email') as email
     from unnest($2::bigint[], $3::bigint[]) as m (survivor, id)
     join lead_identities i on i.workspace_id = $1 and i.lead_id = m.id group by 1`,
    [workspaceId, ...pairs(members)],
  );
  for (const { survivor, user, email } of found.rows) people.set(Number(survivor), { user, email });
  return people;
}

/** Pairs of survivors that were joined once and parted by a member. */
export async function keptApart(tx: Tx, workspaceId: number, members: Members): Promise<[number, number][]> {
  if (members.size < 2) return [];
  const found = await tx.$client.query<{ a: string; b: string }>(
    `with m as materialized (select * from unnest($2::bigint[], $3::bigint[]) as m (survivor, id))
     select distinct a.survivor as a, b.survivor as b from m a
     join lead_joins j on j.workspace_id = $1 and j.lead_id = a.id and j.undone_at is not null
     join m b on b.id = j.other_id where a.survivor <> b.survivor`,
    [workspaceId, ...pairs(members)],
  );
  return found.rows.map((row) => [Number(row.a), Number(row.b)]);
}
