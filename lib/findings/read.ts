import type { Tx } from "#db/client.ts";
import type { EventColumns } from "../scores/copy-events.ts";

/** Attributes that are tried, the most frequent ones. */
const MOST_NAMES = 200;

/** Names of the attributes that these leads have or had, most frequent first. */
export async function readAttributeNames(tx: Tx, workspaceId: number, ids: number[]): Promise<string[]> {
  const found = await tx.$client.query<{ key: string }>(
    `select key from lead_attributes where workspace_id = $1 and lead_id = any($2::bigint[])
     group by key order by count(*) desc, key limit $3`,
    [workspaceId, ids, MOST_NAMES],
  );
  return found.rows.map(({ key }) => key);
}

/**
 * When each lead was first handed over on a sheet (ms), up to an instant; of a sheet that never handed anything over, the
 * hand-overs that were made outside Hotsheet.
 */
export async function readFirstHandovers(
  tx: Tx,
  workspaceId: number,
  sheetId: number,
  ids: number[],
  asOf: number,
): Promise<Map<number, number>> {
  const found = await tx.$client.query<{ lead_id: string; at: Date }>(
    `select lead_id, min(at) as at from handovers
     where workspace_id = $1 and lead_id = any($3::bigint[]) and at <= $4 and sheet_id is not distinct from
       (select max(o.sheet_id) from handovers o where o.workspace_id = $1 and o.sheet_id = $2 and o.at <= $4)
     group by lead_id`,
    [workspaceId, sheetId, ids, new Date(asOf)],
  );
  return new Map(found.rows.map((row) => [Number(row.lead_id), row.at.getTime()]));
}

type Activity = { id: number; name: string; properties: Record<string, unknown> };

/** What these events were. */
export async function readActivities(
  tx: Tx,
  workspaceId: number,
  events: EventColumns,
): Promise<Map<number, Activity>> {
  const ids = [...new Set(events.activityId.subarray(0, events.length))];
  const found = await tx.$client.query<Activity>(
    "select id, name, properties from activities where workspace_id = $1 and id = any($2::integer[])",
    [workspaceId, ids],
  );
  return new Map(found.rows.map((row) => [row.id, row]));
}
