import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
import type { FilledTimes } from "./leaks.ts";

/** For leads that converted: how often each attribute had become known by the outcome, and how often only afterwards. */
export async function filledTimes(
  tx: Tx,
  workspaceId: number,
  ids: readonly number[],
  stages: readonly string[],
): Promise<FilledTimes> {
  const found = await tx.$client.query<{ key: string; before: number; after: number }>(
    `select key, (count(*) filter (where first <= reached))::int as before,
       (count(*) filter (where first > reached))::int as after
     from (select a.lead_id, a.key, min(a.known_at) as first,
         (select min(s.at) from stage_history s where s.workspace_id = $1 and s.lead_id = a.lead_id
           and s.stage = any($3::text[])) as reached
       from lead_attributes a where a.workspace_id = $1 and a.lead_id = any($2::bigint[])
       group by a.lead_id, a.key) told
     where reached is not null group by key order by key limit 2000`,
    [workspaceId, bigints(ids), stages],
  );
  return new Map(found.rows.map(({ key, before, after }) => [key, { before, after }]));
}
