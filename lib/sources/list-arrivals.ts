import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { readIgnored } from "../traffic/schemas.ts";
import type { listArrivalsOperation } from "./operations.ts";
import type { Arrival, Arrivals } from "./schemas.ts";

/** Only this many of the newest are searched for a name, so that a rare one cannot cost a walk through everything. */
const WINDOW = 2_000;

type EventRow = {
  message_id: string;
  received_at: Date;
  occurred_at: Date;
  name: string;
  properties: Record<string, unknown>;
  rest: Record<string, unknown> | null;
  lead_id: string;
  lead_name: string | null;
  ignored: string | null;
  pattern: string | null;
};
type RejectedRow = { id: string; received_at: Date; reason: string; payload: string };

/** The newest messages of a source, taken and refused. @throws AppError `not_found`. */
export async function listArrivals(
  ctx: Context,
  input: OperationInput<typeof listArrivalsOperation>,
): Promise<Arrivals> {
  authorize(ctx, "sources:read");
  const { id, limit } = input;
  const name = input.event?.toLowerCase() ?? "";
  return inWorkspace(
    ctx.workspaceId,
    async (tx) => {
      const known = await tx.$client.query("select 1 from sources where workspace_id = $1 and id = $2", [
        ctx.workspaceId,
        id,
      ]);
      if (known.rows.length === 0) throw notFound("source");
      const values = [ctx.workspaceId, id, name === "" ? limit + 1 : WINDOW];
      const refused = await refusals(tx, values);
      const taken = input.refused === "true" ? [] : await events(tx, [...values, name, limit + 1]);
      const matching = [...taken, ...refused.filter((one) => one.event.toLowerCase().includes(name))];
      matching.sort((a, b) => b.received_at.localeCompare(a.received_at));
      return { items: matching.slice(0, limit), more: name !== "" || matching.length > limit };
    },
    { readOnly: true },
  );
}

async function events(tx: Tx, values: unknown[]): Promise<Arrival[]> {
  const found = await tx.$client.query<EventRow>(
    `select e.message_id, e.received_at, e.occurred_at, a.name, a.properties, e.rest, e.lead_id,
       coalesce(l.display_name, l.email) as lead_name,
       e.ignored, p.text as pattern
     from (select * from events where workspace_id = $1 and source_id = $2 order by received_at desc limit $3) e
     join activities a on a.workspace_id = $1 and a.id = e.activity_id
     join leads l on l.workspace_id = $1 and l.id = e.lead_id
     left join traffic_patterns p on p.workspace_id = $1 and 'pattern:' || p.id = e.ignored
     where $4 = '' or strpos(lower(a.name), $4) > 0 order by e.received_at desc limit $5`,
    values,
  );
  return found.rows.map((row) => ({
    id: `a-${row.message_id}`,
    received_at: row.received_at.toISOString(),
    occurred_at: row.occurred_at.toISOString(),
    event: row.name,
    reason: null,
    lead: { id: Number(row.lead_id), name: row.lead_name },
    ignored: readIgnored(row.ignored, row.pattern),
    message: JSON.stringify(stored(row), null, 2),
  }));
}

function stored({ name, message_id, occurred_at, properties, rest }: EventRow): Record<string, unknown> {
  const { context, ...own } = rest ?? {};
  return {
    event: name,
    messageId: message_id,
    timestamp: occurred_at,
    properties: { ...properties, ...own },
    ...(context === undefined ? {} : { context }),
  };
}

async function refusals(tx: Tx, values: unknown[]): Promise<Arrival[]> {
  const found = await tx.$client.query<RejectedRow>(
    `select id, received_at, reason, payload from rejected_events
     where workspace_id = $1 and source_id = $2 order by received_at desc limit $3`,
    values,
  );
  return found.rows.map((row) => {
    const message = readPayload(row.payload);
    return {
      id: `r-${row.id}`,
      received_at: row.received_at.toISOString(),
      occurred_at: null,
      event: nameOf(message),
      reason: row.reason,
      lead: null,
      ignored: null,
      message: message === undefined ? row.payload : JSON.stringify(message, null, 2),
    };
  });
}

function readPayload(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    // A payload that was cut at its limit is shown as it is.
    return undefined;
  }
}

function nameOf(message: unknown): string {
  const { event, type } = (message ?? {}) as { event?: unknown; type?: unknown };
  return [event, type].find((value): value is string => typeof value === "string" && value !== "") ?? "";
}
