import type { Tx } from "#db/client.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { membership, sampleLeads } from "../segments/sample.ts";
import { bigints } from "../sql-arrays.ts";
import type { Neighbour } from "./baseline.ts";

/** Leads of the workspace that are looked at; of more an even sample. */
const SAMPLE = 20_000;

export type Neighbours = { leads: Neighbour[]; exact: boolean; of: { sampled: number; total: number } };

type Row = { id: string; known: Date; outcomes: string | null; handed_at: Date | null };

/** Something is known of a lead since its row, its oldest attribute or its first event, whichever is first. */
const NEIGHBOURS = `select l.id, least(l.created_at,
    (select min(a.known_at) from lead_attributes a where a.workspace_id = $1 and a.lead_id = l.id),
    (select min(e.occurred_at) from events e where e.workspace_id = $1 and e.lead_id = l.id and e.counts)) as known,
  (select string_agg((date_part('epoch', s.at) * 1000)::text, ',' order by s.at) from stage_history s
    where s.workspace_id = $1 and s.lead_id = l.id and s.stage in ('opportunity', 'customer') and s.at <= $3) as outcomes,
  (select min(h.at) from handovers h where h.workspace_id = $1 and h.lead_id = l.id) as handed_at
  from leads l where l.workspace_id = $1 and l.id = any($2::bigint[]) and l.objected_at is null`;

/** Leads that meet all of these conditions today, and what became of them by an instant; who objects to profiling is none. */
export async function readNeighbours(
  tx: Tx,
  workspaceId: number,
  conditions: readonly Condition[],
  asOf: number,
): Promise<Neighbours> {
  const { total, ids } = await sampleLeads(tx, workspaceId, SAMPLE);
  const members = (await membership(tx, workspaceId, ids, conditions, asOf)).flatMap(({ id, is }) =>
    is.every(Boolean) ? [id] : [],
  );
  const { rows } = await tx.$client.query<Row>(NEIGHBOURS, [workspaceId, bigints(members), new Date(asOf)]);
  return {
    exact: ids.length === total,
    of: { sampled: ids.length, total },
    leads: rows.map((row) => ({
      leadId: Number(row.id),
      known: row.known.getTime(),
      outcomes: row.outcomes?.split(",").map((at) => Math.round(Number(at))) ?? [],
      handedAt: row.handed_at?.getTime() ?? null,
    })),
  };
}

export type Entry = { leadId: number; group: string; at: number };

/** When each of these leads first entered each group under a version. */
export async function readEntries(
  tx: Tx,
  workspaceId: number,
  versionId: number,
  leadIds: readonly number[],
  asOf: number,
): Promise<Entry[]> {
  const { rows } = await tx.$client.query<{ lead_id: string; group: string; at: Date }>(
    `select lead_id, to_group as group, min(at) as at from group_changes
     where workspace_id = $1 and lead_id = any($2::bigint[]) and version_id = $3 and to_group is not null and at <= $4
     group by lead_id, to_group`,
    [workspaceId, bigints([...leadIds]), versionId, new Date(asOf)],
  );
  return rows.map(({ lead_id, group, at }) => ({ leadId: Number(lead_id), group, at: at.getTime() }));
}
