import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
import { BURST_REACH, mailAct, type SeenEvent, scannerEvents } from "./detect.ts";
import { refreshLastEvents } from "./sql.ts";

/** Something that happened to a lead, `at` in milliseconds. */
export type Happening = { leadId: number; at: number; name: string };
type Row = { id: string; lead_id: string; at: Date; name: string; properties: Record<string, unknown> };

/**
 * Marks what a mail scanner caused around these events, themselves among it: a burst can be told only once its later clicks
 * are in, so earlier ones are marked backwards. What somebody decided by hand stays. One statement where mails are among
 * them, none where not. Their leads are locked by then; the caller re-scores them in the same transaction.
 * @returns how many were marked.
 */
export async function markBursts(tx: Tx, workspaceId: number, fresh: readonly Happening[]): Promise<number> {
  const ranges = rangesOf(fresh.filter(({ name }) => mailAct(name) !== null));
  if (ranges.length === 0) return 0;
  const found = await tx.$client.query<Row>(
    `select e.message_id as id, e.lead_id, e.occurred_at as at, a.name,
       a.properties || coalesce(e.rest - 'context', '{}') as properties
     from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[]) as r (lead_id, since, until)
     join events e on e.workspace_id = $1 and e.lead_id = r.lead_id and e.occurred_at between r.since and r.until
     join activities a on a.workspace_id = $1 and a.id = e.activity_id`,
    [
      workspaceId,
      bigints(ranges.map(({ leadId }) => leadId)),
      ranges.map(({ since }) => new Date(since).toISOString()),
      ranges.map(({ until }) => new Date(until).toISOString()),
    ],
  );
  const byLead = new Map<number, SeenEvent[]>();
  for (const { lead_id, at, ...event } of found.rows) {
    const ofLead = byLead.get(Number(lead_id)) ?? [];
    byLead.set(Number(lead_id), ofLead);
    ofLead.push({ ...event, at: at.getTime() });
  }
  const ids = [...byLead.values()].flatMap((events) => [...scannerEvents(events)]);
  if (ids.length === 0) return 0;
  const marked = await tx.$client.query<{ lead_id: string }>(
    `update events set ignored = 'scanner'
     where workspace_id = $1 and message_id = any($2::uuid[]) and counts and not by_hand returning lead_id`,
    [workspaceId, ids],
  );
  await refreshLastEvents(
    tx,
    workspaceId,
    marked.rows.map((row) => Number(row.lead_id)),
  );
  return marked.rows.length;
}

type Range = { leadId: number; since: number; until: number };

/** What is to be looked at of each lead, without overlaps. */
function rangesOf(events: readonly Happening[]): Range[] {
  const ranges: Range[] = [];
  for (const { leadId, at } of [...events].sort((a, b) => a.leadId - b.leadId || a.at - b.at)) {
    const last = ranges.at(-1);
    if (last?.leadId === leadId && at - BURST_REACH <= last.until) last.until = at + BURST_REACH;
    else ranges.push({ leadId, since: at - BURST_REACH, until: at + BURST_REACH });
  }
  return ranges;
}
