import type { Tx } from "#db/client.ts";
import { noteJourneys } from "../funnel/note-journeys.ts";
import { bigints } from "../sql-arrays.ts";
import { MOST_AGENT } from "./detect.ts";

/** SQL: an agent as patterns are compared with it. */
export const foldedAgent = (agent: string) => `lower(left(${agent}, ${MOST_AGENT}))`;

/** SQL: the agent of an event of this alias, as it was stored. */
export const storedAgent = (alias: string) => foldedAgent(`(${alias}.rest #>> '{context,userAgent}')`);

/** SQL: the reason `pattern:<id>` of the oldest pattern of workspace $1 that matches a folded agent; null where none does. */
export const patternReason = (folded: string) => `(select 'pattern:' || p.id from traffic_patterns p
  where p.workspace_id = $1 and p.removed_at is null and ${folded} like p.matches order by p.id limit 1)`;

/** Brings `last_event_at` of leads up to date with those of their events that count. */
export async function refreshLastEvents(
  tx: Tx,
  workspaceId: number,
  leadIds: readonly number[],
): Promise<void> {
  if (leadIds.length === 0) return;
  await tx.$client.query(
    `update leads l set last_event_at = (select max(occurred_at) from events e
       where e.workspace_id = $1 and e.lead_id = l.id and e.counts)
     where l.workspace_id = $1 and l.id = any($2::bigint[])`,
    [workspaceId, bigints([...new Set(leadIds)])],
  );
  await noteJourneys(tx, workspaceId, new Set(leadIds));
}
