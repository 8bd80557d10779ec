import type { Tx } from "#db/client.ts";
import type { Identity } from "../leads/identities.ts";
import { MENTIONS, OF_OTHERS } from "./columns.ts";
import { eraseJson, eraseText, likePatterns, literal, type Needles } from "./erased-text.ts";

type Place = { place: string; value: unknown; type: string };

/**
 * Takes a person's names out of what is not theirs: comments, notes, the audit log, edits, notifications, other leads'
 * attributes and events.
 * @param identifiers what no one else has; @param texts those and the full name, for what members wrote.
 * @param members the person's own leads, which are left as they are.
 * @returns how many texts were changed.
 */
export async function sweep(
  tx: Tx,
  workspaceId: number,
  members: number[],
  identifiers: Needles,
  texts: Needles,
): Promise<number> {
  let changed = 0;
  for (const place of MENTIONS) changed += await sweepColumn(tx, workspaceId, place, texts, "");
  for (const place of OF_OTHERS) {
    const lead = place.startsWith("leads.") ? "id" : "lead_id";
    // What is nobody's (`lead_id` is null) may name the person as well.
    const others = `and (${lead} <> all('{${members.join(",")}}'::bigint[])) is not false`;
    changed += await sweepColumn(tx, workspaceId, place, identifiers, others);
  }
  return changed;
}

async function sweepColumn(
  tx: Tx,
  workspaceId: number,
  place: string,
  needles: Needles,
  others: string,
): Promise<number> {
  if (needles.length === 0) return 0;
  const [table, column] = place.split(".");
  const { rows } = await tx.$client.query<Place>(
    `select ctid::text as place, "${column}" as value, pg_typeof("${column}")::text as type from ${table}
     where workspace_id = $1 ${others} and lower("${column}"::text) like any($2::text[]) for update`,
    [workspaceId, likePatterns(needles)],
  );
  for (const row of rows) {
    const isText = row.type === "text";
    const clean = isText
      ? eraseText(String(row.value), needles)
      : JSON.stringify(eraseJson(row.value, needles));
    await tx.$client.query(
      `update ${table} set "${column}" = $3::text${isText ? "" : "::jsonb"} where workspace_id = $1 and ctid = $2::tid`,
      [workspaceId, row.place, clean],
    );
  }
  return rows.length;
}

/** Members of a message that name a person by an id that may be too short to be looked for anywhere else. */
const ID_KEYS: Record<Identity["kind"], string[]> = {
  user: ["userId", "previousId"],
  anonymous: ["anonymousId", "previousId"],
  email: ["email"],
};

/** Deletes messages and rows that were refused and name the person: they hold more of them than their names. */
export async function dropRefused(
  tx: Tx,
  workspaceId: number,
  identities: Identity[],
  identifiers: Needles,
): Promise<number> {
  const named = identities.flatMap(({ kind, value }) =>
    ID_KEYS[kind].flatMap((key) => [JSON.stringify(value), value].map((one) => `"${key}":${one}`)),
  );
  const ends = [",", "}"];
  const patterns = [
    ...likePatterns(identifiers),
    ...named.flatMap((one) => ends.map((end) => `%${literal(`${one}${end}`.toLowerCase())}%`)),
  ];
  const messages = await tx.$client.query(
    `delete from rejected_events where workspace_id = $1
       and (lower(payload) like any($2::text[]) or lower(reason) like any($2::text[]))`,
    [workspaceId, patterns],
  );
  const rows = await tx.$client.query(
    `delete from import_refusals where workspace_id = $1 and (lower("row"::text) like any($2::text[])
       or lower(reason) like any($2::text[]) or "row" ?| $3::text[])`,
    [workspaceId, likePatterns(identifiers), identities.map(({ value }) => value)],
  );
  return (messages.rowCount ?? 0) + (rows.rowCount ?? 0);
}
