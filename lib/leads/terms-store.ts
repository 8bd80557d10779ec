import type { Tx } from "#db/client.ts";
import { bigints } from "../sql-arrays.ts";

/** Makes these the words that leads are found by; leads made just now (`made`) have none to be gone or to collide with. */
export async function writeTerms(
  tx: Tx,
  workspaceId: number,
  leads: { id: number; terms: string[] }[],
  made: ReadonlySet<number>,
): Promise<void> {
  const known = leads.filter((lead) => !made.has(lead.id));
  if (known.length > 0) {
    const pairs = pairsOf(known);
    const values = [workspaceId, bigints(pairs.map((p) => p.id)), pairs.map((p) => p.term)];
    await tx.$client.query(
      `delete from lead_terms t where t.workspace_id = $1 and t.lead_id = any($4::bigint[]) and not exists
         (select from unnest($2::bigint[], $3::text[]) as w (lead_id, term) where w.lead_id = t.lead_id and w.term = t.term)`,
      [...values, bigints(known.map((lead) => lead.id))],
    );
    await tx.$client.query(`${INSERT_TERMS} on conflict do nothing`, values);
  }
  const fresh = pairsOf(leads.filter((lead) => made.has(lead.id)));
  if (fresh.length > 0)
    await tx.$client.query(INSERT_TERMS, [
      workspaceId,
      bigints(fresh.map((p) => p.id)),
      fresh.map((p) => p.term),
    ]);
}

const INSERT_TERMS = `insert into lead_terms (workspace_id, lead_id, term)
  select $1, lead_id, term from unnest($2::bigint[], $3::text[]) as w (lead_id, term)`;

/** In the order of the index on terms, so that a batch touches each of its pages once. */
const pairsOf = (leads: { id: number; terms: string[] }[]) =>
  leads
    .flatMap((lead) => lead.terms.map((term) => ({ id: lead.id, term })))
    .sort((a, b) => (a.term < b.term ? -1 : a.term > b.term ? 1 : a.id - b.id));
