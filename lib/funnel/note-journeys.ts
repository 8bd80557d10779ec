import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";

/** What is told so much after it happened may lie before what is known of a lead. */
const LATE_MS = 60_000;
export const isLate = (at: Date, nowMs: number) => nowMs - at.getTime() > LATE_MS;

/**
 * Has these leads looked at again. Triggers note what changes a lead's row or its stages; this is for what was told late,
 * which may move its entry or where it came from and nothing else.
 */
export async function noteJourneys(tx: Tx, workspaceId: number, leadIds: ReadonlySet<number>): Promise<void> {
  if (leadIds.size === 0) return;
  await tx.$client.query(
    "insert into journey_news (workspace_id, lead_id) select $1, id from unnest($2::bigint[]) as told (id)",
    [workspaceId, bigints([...leadIds])],
  );
}

/** The same for leads of events that happened before what was the first of a lead. */
export async function noteEarlier(
  tx: Tx,
  workspaceId: number,
  stored: readonly { leadId: number; occurredAt: Date }[],
  nowMs: number,
): Promise<void> {
  const late = stored.filter(({ occurredAt }) => isLate(occurredAt, nowMs));
  if (late.length === 0) return;
  await tx.$client.query(
    `insert into journey_news (workspace_id, lead_id)
     select distinct $1::integer, told.id from unnest($2::bigint[], $3::timestamptz[]) as told (id, at)
     join journeys j on j.workspace_id = $1 and j.lead_id = told.id and j.entered_at > told.at`,
    [workspaceId, bigints(late.map((one) => one.leadId)), late.map((one) => one.occurredAt.toISOString())],
  );
}
