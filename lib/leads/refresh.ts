import type { Tx } from "#db/client.ts";
import { companyOf, displayNameOf, type Known } from "./attributes.ts";
import { termsOf } from "./terms.ts";
import { writeTerms } from "./terms-store.ts";

export type LeadRow = {
  id: number;
  email: string | null;
  externalId: string | null;
  attributes: Record<string, unknown>;
};

/** Brings the rows of changed leads (newest attributes, name, search terms) up to date with these parts of their histories. */
export async function refreshLeads(
  tx: Tx,
  workspaceId: number,
  rows: LeadRow[],
  histories: ReadonlyMap<number, ReadonlyMap<string, readonly Known[]>>,
  made: ReadonlySet<number> = new Set(),
): Promise<void> {
  if (rows.length === 0) return;
  const fresh = rows.map((row) => {
    const attributes = { ...row.attributes };
    for (const [key, history] of histories.get(row.id) ?? []) {
      const newest = history.at(-1);
      if (newest?.value === null || newest === undefined) delete attributes[key];
      else attributes[key] = newest.value;
    }
    const displayName = displayNameOf(attributes);
    const terms = termsOf({ texts: [displayName, row.email, row.externalId, companyOf(attributes)] });
    return { id: row.id, attributes, displayName, terms };
  });
  await tx.$client.query(
    `update leads l set attributes = f.attributes::jsonb, display_name = f.display_name
     from unnest($2::bigint[], $3::text[], $4::text[]) as f (id, attributes, display_name)
     where l.workspace_id = $1 and l.id = f.id`,
    [
      workspaceId,
      fresh.map((f) => f.id),
      fresh.map((f) => JSON.stringify(f.attributes)),
      fresh.map((f) => f.displayName),
    ],
  );
  await writeTerms(tx, workspaceId, fresh, made);
}
