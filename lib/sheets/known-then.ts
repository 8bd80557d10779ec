import type { Tx } from "#db/client.ts";
import type { Chunk } from "../scores/histories.ts";

/** One value of a lead's attribute history; null: the attribute was removed. */
export type Fact = { lead_id: string; key: string; value: unknown; known_at: Date };

/** Attribute histories of these leads, oldest first within each lead and key. */
export async function readFacts(tx: Tx, workspaceId: number, ids: number[], keys: string[]): Promise<Fact[]> {
  if (keys.length === 0) return [];
  const found = await tx.$client.query<Fact>(
    `select lead_id, key, value, known_at from lead_attributes
     where workspace_id = $1 and lead_id = any($2::bigint[]) and key = any($3::text[])
     order by lead_id, key, known_at`,
    [workspaceId, ids, keys],
  );
  return found.rows;
}

/** The same leads and events with the attributes that were known at an instant. */
export function asKnownAt(chunk: Chunk, facts: readonly Fact[], asOf: number): Chunk {
  const place = new Map(chunk.leads.ids.map((id, n) => [id, n]));
  const attributes = chunk.leads.ids.map((): Record<string, unknown> => ({}));
  for (const { lead_id, key, value, known_at } of facts) {
    const known = attributes[place.get(Number(lead_id)) ?? -1];
    if (!known || known_at.getTime() > asOf) continue;
    if (value === null) delete known[key];
    else known[key] = value;
  }
  return { ...chunk, leads: { ...chunk.leads, attributes } };
}
