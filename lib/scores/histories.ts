import type { Tx } from "#db/client.ts";
import { copyEvents, type EventColumns } from "./copy-events.ts";

/** Leads by id, or every lead with an id from..to (both included). */
export type Which = { ids: number[] } | { from: number; to: number };

/** Leads of a chunk in the order of their ids, each with its attributes. */
export type LeadColumns = { ids: number[]; attributes: Record<string, unknown>[] };
/** `starts[n]` to `starts[n + 1]` are the events of the n-th lead. */
export type Chunk = { leads: LeadColumns; events: EventColumns; starts: Int32Array };

function integer(value: number): number {
  if (!Number.isSafeInteger(value)) throw new Error("not an id");
  return value;
}

/** SQL that picks the leads, of checked integers only. */
export function whichSql(which: Which, column: string): string {
  if ("ids" in which) return `${column} = any('{${which.ids.map(integer).join(",")}}'::bigint[])`;
  return `${column} between ${integer(which.from)} and ${integer(which.to)}`;
}

/** Newest known attributes, only the named ones, parsed once for each distinct value. */
export async function readAttributes(tx: Tx, workspaceId: number, which: Which, keys: string[]): Promise<LeadColumns> {
  const columns = keys.map((_, n) => `(attributes -> $${n + 2})::text`);
  const found = await tx.$client.query<unknown[]>({
    text: `select id${columns.map((c) => `, ${c}`).join("")} from leads
           where workspace_id = $1 and ${whichSql(which, "id")} order by id`,
    values: [workspaceId, ...keys],
    rowMode: "array",
  });
  const parsed = new Map<string, unknown>();
  const parse = (text: string): unknown => {
    if (!parsed.has(text)) parsed.set(text, JSON.parse(text));
    return parsed.get(text);
  };
  const leads: LeadColumns = { ids: [], attributes: [] };
  for (const row of found.rows) {
    const attributes: Record<string, unknown> = {};
    for (let n = 0; n < keys.length; n++) {
      const text = row[n + 1];
      const key = keys[n];
      if (typeof text === "string" && key !== undefined) attributes[key] = parse(text);
    }
    leads.ids.push(Number(row[0]));
    leads.attributes.push(attributes);
  }
  return leads;
}

/** Attributes as they were known at `asOf`: the last value with `known_at` at or before it. */
export async function readAttributesAt(
  tx: Tx,
  workspaceId: number,
  which: Which,
  keys: string[],
  asOf: Date,
): Promise<LeadColumns> {
  const ids = await tx.$client.query<{ id: string }>(
    `select id from leads where workspace_id = $1 and ${whichSql(which, "id")} order by id`,
    [workspaceId],
  );
  const leads: LeadColumns = { ids: ids.rows.map((row) => Number(row.id)), attributes: ids.rows.map(() => ({})) };
  const place = new Map(leads.ids.map((id, n) => [id, n]));
  const found = await tx.$client.query<{ lead_id: string; key: string; value: unknown }>(
    `select distinct on (lead_id, key) lead_id, key, value from lead_attributes
     where workspace_id = $1 and ${whichSql(which, "lead_id")} and key = any($2::text[]) and known_at <= $3
     order by lead_id, key, known_at desc`,
    [workspaceId, keys, asOf],
  );
  for (const row of found.rows) {
    const attributes = leads.attributes[place.get(Number(row.lead_id)) ?? -1];
    if (attributes && row.value !== null) attributes[row.key] = row.value;
  }
  return leads;
}

/**
 * The ordered read: events of these leads, newest first within each.
 * `until` leaves out what came later (for a past instant); `since` what no rule can see any more.
 */
export function readEvents(
  tx: Tx,
  workspaceId: number,
  which: Which,
  options: { withRest: boolean; since?: number | null; until?: number | null },
): Promise<EventColumns> {
  const bounds = [
    typeof options.since === "number" ? `occurred_at > '${new Date(options.since).toISOString()}'` : null,
    typeof options.until === "number" ? `occurred_at <= '${new Date(options.until).toISOString()}'` : null,
  ].filter(Boolean);
  const where = [`workspace_id = ${integer(workspaceId)}`, whichSql(which, "lead_id"), ...bounds].join(" and ");
  return copyEvents(tx, where, options.withRest);
}
