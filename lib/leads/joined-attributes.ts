import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";
import { type Known, mergeHistories } from "./attributes.ts";

export type FactTable = "lead_attributes" | "joined_attributes";
export type Fact = Known & { leadId: number; key: string };
type FactRow = { lead_id: string; key: string; known_at: Date; confirmed_at: Date | null; value: unknown };

/** Attribute histories of these leads, oldest first; all attributes unless some are named. */
export async function readFacts(
  tx: Tx,
  workspaceId: number,
  table: FactTable,
  ids: number[],
  keys?: string[],
): Promise<Fact[]> {
  if (ids.length === 0 || keys?.length === 0) return [];
  const found = await tx.$client.query<FactRow>(
    `select lead_id, key, known_at, confirmed_at, value from ${table}
     where workspace_id = $1 and lead_id = any($2::bigint[])${keys ? " and key = any($3::text[])" : ""} order by known_at`,
    keys ? [workspaceId, bigints(ids), keys] : [workspaceId, bigints(ids)],
  );
  return found.rows.map(({ lead_id, key, known_at, confirmed_at, value }) => ({
    leadId: Number(lead_id),
    key,
    knownAt: known_at.getTime(),
    confirmedAt: (confirmed_at ?? known_at).getTime(),
    value,
  }));
}

/** Stores runs of values, in place of those that began at the same instant; `isNew`: there are none. */
export async function writeFacts(
  tx: Tx,
  workspaceId: number,
  table: FactTable,
  facts: Fact[],
  isNew = false,
): Promise<void> {
  if (facts.length === 0) return;
  const conflict = `on conflict (workspace_id, lead_id, key, known_at)
    do update set value = excluded.value, confirmed_at = excluded.confirmed_at`;
  await tx.$client.query(
    `insert into ${table} (workspace_id, lead_id, key, known_at, confirmed_at, value)
     select $1, f.lead_id, f.key, f.known_at, f.confirmed_at, f.value::jsonb
     from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[])
       as f (lead_id, key, known_at, confirmed_at, value) ${isNew ? "" : conflict}`,
    [
      workspaceId,
      bigints(facts.map((f) => f.leadId)),
      facts.map((f) => f.key),
      facts.map((f) => new Date(f.knownAt).toISOString()),
      facts.map((f) => (f.confirmedAt > f.knownAt ? new Date(f.confirmedAt).toISOString() : null)),
      facts.map((f) => JSON.stringify(f.value ?? null)),
    ],
  );
}

/** Moves the histories of leads that were alone to where those of joined leads are kept, or back. */
export async function moveFacts(
  tx: Tx,
  workspaceId: number,
  from: FactTable,
  to: FactTable,
  ids: number[],
): Promise<void> {
  await tx.$client.query(
    `with moved as (delete from ${from} where workspace_id = $1 and lead_id = any($2::bigint[]) returning *)
     insert into ${to} (workspace_id, lead_id, key, known_at, value, confirmed_at)
     select workspace_id, lead_id, key, known_at, value, confirmed_at from moved`,
    [workspaceId, bigints(ids)],
  );
}

/** Makes a survivor's histories anew from those of the leads it is made of; only of some attributes where they are named. */
export async function rebuildFacts(
  tx: Tx,
  workspaceId: number,
  survivorId: number,
  memberIds: number[],
  keys?: string[],
): Promise<Map<string, Known[]>> {
  const told = await readFacts(tx, workspaceId, "joined_attributes", memberIds, keys);
  await tx.$client.query(
    `delete from lead_attributes where workspace_id = $1 and lead_id = $2${keys ? " and key = any($3::text[])" : ""}`,
    keys ? [workspaceId, survivorId, keys] : [workspaceId, survivorId],
  );
  const histories = new Map<string, Map<number, Known[]>>();
  for (const fact of told) {
    const ofKey = histories.get(fact.key) ?? new Map<number, Known[]>();
    histories.set(fact.key, ofKey);
    ofKey.set(fact.leadId, [...(ofKey.get(fact.leadId) ?? []), fact]);
  }
  const merged = new Map([...histories].map(([key, ofKey]) => [key, mergeHistories([...ofKey.values()])]));
  const facts = [...merged].flatMap(([key, runs]) =>
    runs.map((run) => ({ ...run, leadId: survivorId, key })),
  );
  await writeFacts(tx, workspaceId, "lead_attributes", facts, true);
  return merged;
}
