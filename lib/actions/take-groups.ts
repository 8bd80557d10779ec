import type { Tx } from "#db/client.ts";

/**
 * Has a lead count as being in the groups that another one was in, where they are higher than its own: the two are one
 * person, who does not enter them again. To be called before the other's scores go; the rescore after it settles the rest.
 */
export async function takeGroups(tx: Tx, workspaceId: number, from: number, to: number): Promise<void> {
  await tx.$client.query(
    `with standing as (
       select s.lead_id, s.sheet_id, o.item ->> 'key' as key, o.place
       from scores s
       left join group_stays g on g.workspace_id = $1 and g.lead_id = s.lead_id and g.sheet_id = s.sheet_id
       join sheet_versions v on v.workspace_id = $1 and v.sheet_id = s.sheet_id and v.state = 'active'
       cross join lateral jsonb_array_elements(v.content -> 'groups') with ordinality as o (item, place)
       where s.workspace_id = $1 and s.lead_id in ($2, $3)
         and o.item ->> 'key' = coalesce(g.group_key, s.group_key))
     insert into group_stays (workspace_id, lead_id, sheet_id, group_key, out_since)
     select $1, $3, f.sheet_id, f.key, now()
     from standing f left join standing t on t.sheet_id = f.sheet_id and t.lead_id = $3
     where f.lead_id = $2 and (t.place is null or t.place < f.place)
     on conflict (workspace_id, lead_id, sheet_id) do update
       set group_key = excluded.group_key, out_since = excluded.out_since, leaving_at = null`,
    [workspaceId, from, to],
  );
}
