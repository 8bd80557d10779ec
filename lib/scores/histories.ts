import type { Tx } from "#db/client.ts";
import type { Adjustment } from "../scoring/adjustment.ts";
import { bigints } from "../sql-arrays.ts";
import { copyEvents, type EventColumns } from "./copy-events.ts";
import { readAdjustments } from "./read-adjustments.ts";

/** Leads by id, or every lead with an id from..to (both included). */
export type Which = { ids: number[] } | { from: number; to: number };

/** What a lead's row says of its scores; `isUnscored`: it objects to profiling, or is shown as another lead. */
export type StoredLead = {
  primarySheetId: number | null;
  membershipChangesAt: number | null;
  isUnscored: boolean;
};
/** Leads of a chunk in the order of their ids, each with its attributes. */
export type LeadColumns = {
  ids: number[];
  attributes: Record<string, unknown>[];
  stored: StoredLead[];
  /** What was given by hand, by place; most leads have none. */
  adjustments: ReadonlyMap<number, readonly Adjustment[]>;
};
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

const STORED = `id::text, primary_sheet_id::text, date_part('epoch', membership_changes_at)::text,
  case when objected_at is not null or joined_into is not null then '1' end, case when has_adjustments then '1' end`;
/** How many columns that is. */
const STORED_COLUMNS = 5;

/** The same for a statement with parameters, which begin at $`first`. */
export function whichParameters(
  which: Which,
  column: string,
  first: number,
): { sql: string; values: unknown[] } {
  if ("ids" in which) return { sql: `${column} = any($${first}::bigint[])`, values: [bigints(which.ids)] };
  const sql = `${column} between $${first}::bigint and $${first + 1}::bigint`;
  return { sql, values: [integer(which.from), integer(which.to)] };
}

/** Most leads of a workspace say one of a few things, so equal ones share an object. */
const NOTHING_STORED: StoredLead = { primarySheetId: null, membershipChangesAt: null, isUnscored: false };

/** Leads with what their rows say of scores, and the texts of further columns. */
async function readLeadRows(
  tx: Tx,
  workspaceId: number,
  which: Which,
  keys: string[],
  lock: boolean,
): Promise<{ leads: LeadColumns; texts: (string | null)[][] }> {
  const columns = keys.map((_, n) => `, (attributes -> $${n + 2}::text)::text`).join("");
  const { sql, values } = whichParameters(which, "id", keys.length + 2);
  const found = await tx.$client.query<(string | null)[]>({
    text: `select ${STORED}${columns} from leads where workspace_id = $1 and ${sql} order by leads.id
      ${lock ? "for no key update" : ""}`,
    values: [workspaceId, ...keys, ...values],
    rowMode: "array",
  });
  const leads: LeadColumns = { ids: [], attributes: [], stored: [], adjustments: new Map() };
  const adjusted: number[] = [];
  let last = NOTHING_STORED;
  for (const [id, primary, changesAt, unscored, hasAdjustments] of found.rows) {
    if (hasAdjustments === "1") adjusted.push(Number(id));
    const isUnscored = unscored === "1";
    const primarySheetId = primary == null ? null : Number(primary);
    const membershipChangesAt = changesAt == null ? null : Math.round(Number(changesAt) * 1000);
    if (
      last.primarySheetId !== primarySheetId ||
      last.membershipChangesAt !== membershipChangesAt ||
      last.isUnscored !== isUnscored
    ) {
      last = { primarySheetId, membershipChangesAt, isUnscored };
    }
    leads.ids.push(Number(id));
    leads.attributes.push({});
    leads.stored.push(last);
  }
  if (adjusted.length > 0) leads.adjustments = await readAdjustments(tx, workspaceId, adjusted, leads.ids);
  return { leads, texts: found.rows };
}

/** Newest known attributes, only the named ones, parsed once for each distinct value; `lock` locks the leads in order. */
export async function readAttributes(
  tx: Tx,
  workspaceId: number,
  which: Which,
  keys: string[],
  lock = false,
): Promise<LeadColumns> {
  const { leads, texts } = await readLeadRows(tx, workspaceId, which, keys, lock);
  const parsed = new Map<string, unknown>();
  const parse = (text: string): unknown => {
    if (!parsed.has(text)) parsed.set(text, JSON.parse(text));
    return parsed.get(text);
  };
  for (let n = 0; n < texts.length; n++) {
    const row = texts[n];
    const attributes = leads.attributes[n];
    if (!row || !attributes) continue;
    for (let k = 0; k < keys.length; k++) {
      const text = row[STORED_COLUMNS + k];
      const key = keys[k];
      if (typeof text === "string" && key !== undefined) attributes[key] = parse(text);
    }
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
  const { leads } = await readLeadRows(tx, workspaceId, which, [], false);
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
  const where = [`workspace_id = ${integer(workspaceId)}`, whichSql(which, "lead_id"), ...bounds].join(
    " and ",
  );
  return copyEvents(tx, where, options.withRest);
}
