import type { Tx } from "#db/client.ts";
import { noteEarlier } from "../funnel/note-journeys.ts";
import { bigints } from "../sql-arrays.ts";
import { agentReason, MOST_AGENT } from "../traffic/detect.ts";
import { foldedAgent, patternReason } from "../traffic/sql.ts";
import { type Activity, activityIds, type Catalogue, loadCatalogue, noteProperties } from "./catalogue.ts";
import { activityHash, code, messageUuid } from "./coding.ts";

export type EventInput = {
  /** The lead whose identity named the event; it counts for the lead that this one is joined into. */
  leadId: number;
  name: string;
  occurredAt: Date;
  messageId: string;
  /** JSON values that `unstorable` passes. */
  properties: Record<string, unknown>;
  context?: Record<string, unknown> | null;
  /** What `occurredAt` was corrected by (milliseconds), where a client's clock was. */
  clockOffsetMs?: number | null;
};
/** `receivedAt`: now, if left out. */
export type EventOrigin = { sourceId?: number; importId?: number; receivedAt?: Date };

/**
 * Stores events in a fixed number of statements. A message that was stored before changes nothing, for good. Those by
 * known bots, mail proxies and agents that a pattern names are marked, and do not count.
 * Leads must exist; scores are the caller's next step (lib/scores/rescore.ts), in the same transaction.
 * @returns for each input, in order, the lead that it counts for where it was new; null where it was not.
 */
export async function writeEvents(
  tx: Tx,
  workspaceId: number,
  inputs: EventInput[],
  origin: EventOrigin,
): Promise<(number | null)[]> {
  if (inputs.length === 0) return [];
  const catalogue = await loadCatalogue(tx, workspaceId, [...new Set(inputs.map((input) => input.name))]);
  const coded = inputs.map((input) => {
    const known = catalogue.get(input.name);
    const parts = code(
      input.properties,
      input.context,
      (property) => known?.get(property)?.countable ?? true,
    );
    return {
      ...parts,
      input,
      hash: activityHash(input.name, parts.properties),
      uuid: messageUuid(input.messageId),
    };
  });
  await noteProperties(tx, workspaceId, unnoted(coded, catalogue));
  const activities = new Map<string, Activity>(
    coded.map((c) => [c.hash, { hash: c.hash, name: c.input.name, properties: c.properties }]),
  );
  const ids = await activityIds(tx, workspaceId, activities);
  const rows = [...new Map(coded.map((c) => [c.uuid, c])).values()].sort((a, b) =>
    a.uuid < b.uuid ? -1 : 1,
  );
  const agents = rows.map(({ input }) => agentOf(input));
  const added = await tx.$client.query<{ message_id: string; lead_id: string; counts: boolean }>({
    text: INSERT,
    values: [
      workspaceId,
      bigints(rows.map((r) => r.input.leadId)),
      rows.map((r) => r.input.occurredAt.toISOString()),
      bigints(rows.map((r) => ids.get(r.hash) ?? null)),
      `{${rows.map((r) => r.uuid).join(",")}}`,
      rows.map((r) => (r.rest === null ? null : JSON.stringify(r.rest))),
      origin.sourceId ?? null,
      origin.importId ?? null,
      origin.receivedAt ?? null,
      bigints(rows.map((r) => r.input.clockOffsetMs ?? null)),
      agents,
      rows.map((r, n) => agentReason(r.input.name, agents[n] ?? null)),
    ],
  });
  const fresh = new Map(added.rows.map((row) => [row.message_id, Number(row.lead_id)]));
  const counting = new Set(added.rows.flatMap((row) => (row.counts ? [row.message_id] : [])));
  const stored = rows.flatMap((r) => {
    const leadId = fresh.get(r.uuid);
    return leadId === undefined
      ? []
      : [{ leadId, occurredAt: r.input.occurredAt, counts: counting.has(r.uuid) }];
  });
  await touchLeads(tx, workspaceId, stored);
  const counted = stored.filter(({ counts }) => counts);
  await noteEarlier(tx, workspaceId, counted, Date.now());
  return coded.map(({ uuid }) => {
    const leadId = fresh.get(uuid) ?? null;
    fresh.delete(uuid);
    return leadId;
  });
}

/** What the message's context says of who sent it, as much of it as is looked at. */
function agentOf({ context }: EventInput): string | null {
  const agent = context?.userAgent;
  return typeof agent === "string" && agent !== "" ? agent.slice(0, MOST_AGENT).toWellFormed() : null;
}

/** A lead that was joined since it was looked up is followed. */
const INSERT = `insert into events (workspace_id, lead_id, via_lead_id, occurred_at, activity_id, message_id, rest, source_id,
    import_id, received_at, clock_offset_ms, ignored)
  select $1, coalesce(l.joined_into, e.lead_id), case when l.joined_into is not null then l.id end,
    e.occurred_at, e.activity_id, e.message_id, e.rest::jsonb, $7, $8,
    coalesce($9::timestamptz, now()), e.clock_offset_ms,
    case when e.agent is not null then coalesce(e.reason, ${patternReason(foldedAgent("e.agent"))}) end
  from unnest($2::bigint[], $3::timestamptz[], $4::integer[], $5::uuid[], $6::text[], $10::bigint[], $11::text[], $12::text[])
    as e (lead_id, occurred_at, activity_id, message_id, rest, clock_offset_ms, agent, reason)
  left join leads l on l.workspace_id = $1 and l.id = e.lead_id
  on conflict do nothing returning message_id, lead_id, counts`;

/**
 * Leads are locked in the order of their ids before the first is touched, so that two batches cannot deadlock; those too
 * whose events do not count (`at` is null), so that two parts of one scanner's burst see each other.
 */
const TOUCH = `with locked as materialized (
    select id from leads where workspace_id = $1 and id = any($2::bigint[]) order by id for no key update)
  update leads l set last_event_at = n.at from unnest($2::bigint[], $3::timestamptz[]) as n (lead_id, at)
  where (select count(*) from locked) > 0 and l.workspace_id = $1 and l.id = n.lead_id
    and (l.last_event_at is null or l.last_event_at < n.at)`;

async function touchLeads(
  tx: Tx,
  workspaceId: number,
  inputs: (Pick<EventInput, "leadId" | "occurredAt"> & { counts: boolean })[],
): Promise<void> {
  const newest = new Map<number, number | null>();
  for (const { leadId, occurredAt, counts } of inputs) {
    const before = newest.get(leadId) ?? null;
    newest.set(leadId, counts ? Math.max(before ?? 0, occurredAt.getTime()) : before);
  }
  if (newest.size === 0) return;
  const ids = [...newest.keys()].sort((a, b) => a - b);
  const instants = ids.map((id) => {
    const at = newest.get(id) ?? null;
    return at === null ? null : new Date(at).toISOString();
  });
  await tx.$client.query(TOUCH, [workspaceId, bigints(ids), instants]);
}

type Parts = { input: EventInput; properties: Record<string, unknown>; rest: Record<string, unknown> | null };

function unnoted(
  coded: Parts[],
  catalogue: Catalogue,
): { name: string; property: string; onEvent: boolean }[] {
  const seen = new Map<string, { name: string; property: string; onEvent: boolean }>();
  for (const { input, properties, rest } of coded) {
    const known = catalogue.get(input.name);
    for (const [part, onEvent] of [
      [properties, false],
      [rest ?? {}, true],
    ] as const) {
      for (const property of Object.keys(part)) {
        const state = known?.get(property);
        if (state && (state.onEvent || !onEvent)) continue;
        seen.set(`${input.name}\n${property}\n${onEvent}`, { name: input.name, property, onEvent });
      }
    }
  }
  return [...seen.values()];
}
