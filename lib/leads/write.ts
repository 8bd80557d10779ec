import type { Tx } from "#db/client.ts";
import { lockForRescore } from "../scores/locks.ts";
import { bigints } from "../sql-arrays.ts";
import { companyOf, displayNameOf, type Known, learn } from "./attributes.ts";
import { type Resolved, resolveLeads } from "./resolve.ts";
import { termsOf } from "./terms.ts";

export type LeadInput = {
  email?: string | null;
  externalId?: string | null;
  anonymousId?: string | null;
  /** JSON values that `unstorable` passes; null takes an attribute away. */
  attributes: Record<string, unknown>;
  knownAt: Date;
};
export type LeadOutcome = { leadId: number; outcome: "created" | "updated" | "unchanged" };

type LeadRow = {
  id: number;
  email: string | null;
  externalId: string | null;
  displayName: string | null;
  attributes: Record<string, unknown>;
};
type Fact = { leadId: number; key: string; knownAt: number; value: unknown };

/**
 * Creates or updates leads in bulk, in a fixed number of statements, and returns an outcome for each input in its order.
 * History gets a row only where a value differs from what was known then, so the same input twice changes nothing.
 */
export async function writeLeads(tx: Tx, workspaceId: number, inputs: LeadInput[]): Promise<LeadOutcome[]> {
  if (inputs.length === 0) return [];
  const resolved = await resolveLeads(tx, workspaceId, inputs);
  // Before any lead's row is locked: a bulk rescore, which has a range alone, takes rows after it.
  await lockForRescore(tx, workspaceId, { ids: resolved.map((r) => r.leadId) });
  const { rows, known, made } = await leadsToChange(tx, workspaceId, inputs, resolved);
  const histories = await loadHistories(tx, workspaceId, known, inputs);
  const now = Date.now();
  const facts: Fact[] = [];
  const touched = new Set<number>();
  const outcomes = inputs.map((input, n): LeadOutcome => {
    const target = resolved[n];
    if (!target) throw new Error("an input was not resolved");
    const { leadId } = target;
    const knownAt = Math.min(input.knownAt.getTime(), now); // nothing is known before it is told
    let news = target.identified;
    for (const [key, value] of Object.entries(input.attributes)) {
      const history = historyOf(histories, leadId, key);
      if (!learn(history, knownAt, value)) continue;
      facts.push({ leadId, key, knownAt, value });
      news = true;
    }
    if (target.created && !touched.has(leadId)) {
      touched.add(leadId);
      return { leadId, outcome: "created" };
    }
    if (news) touched.add(leadId);
    return { leadId, outcome: news ? "updated" : "unchanged" };
  });
  await insertFacts(tx, workspaceId, facts, made);
  await refresh(
    tx,
    workspaceId,
    rows.filter((row) => touched.has(row.id)),
    histories,
    made,
  );
  return outcomes;
}

type Histories = Map<number, Map<string, Known[]>>;

function historyOf(histories: Histories, leadId: number, key: string): Known[] {
  const ofLead = histories.get(leadId) ?? new Map<string, Known[]>();
  histories.set(leadId, ofLead);
  const history = ofLead.get(key) ?? [];
  ofLead.set(key, history);
  return history;
}

/**
 * The rows of leads that may change. Leads made just now are known without being read and have no history; where
 * nothing is told of the others (events alone came), they are left alone: not even locked.
 */
async function leadsToChange(
  tx: Tx,
  workspaceId: number,
  inputs: LeadInput[],
  resolved: Resolved[],
): Promise<{ rows: LeadRow[]; known: number[]; made: ReadonlySet<number> }> {
  const newRows = new Map<number, LeadRow>();
  const known = new Set<number>();
  let told = false;
  resolved.forEach(({ leadId, created, identified }, n) => {
    if (created && !identified) {
      const row = newRows.get(leadId) ?? {
        id: leadId,
        email: null,
        externalId: null,
        displayName: null,
        attributes: {},
      };
      row.email ??= inputs[n]?.email?.trim().toLowerCase() || null;
      row.externalId ??= inputs[n]?.externalId || null;
      newRows.set(leadId, row);
      return;
    }
    known.add(leadId);
    told ||= identified || Object.keys(inputs[n]?.attributes ?? {}).length > 0;
  });
  const made = new Set(newRows.keys());
  if (!told) return { rows: [...newRows.values()], known: [], made };
  const ids = [...known].sort((a, b) => a - b);
  return { rows: [...newRows.values(), ...(await lockLeads(tx, workspaceId, ids))], known: ids, made };
}

/** In the order of their ids, so that two batches cannot deadlock. */
async function lockLeads(tx: Tx, workspaceId: number, ids: number[]): Promise<LeadRow[]> {
  const found = await tx.$client.query<LeadRow & { id: string }>(
    `select id, email, external_id as "externalId", display_name as "displayName", attributes from leads
     where workspace_id = $1 and id = any($2::bigint[]) order by id for no key update`,
    [workspaceId, ids],
  );
  return found.rows.map((row) => ({ ...row, id: Number(row.id) }));
}

async function loadHistories(
  tx: Tx,
  workspaceId: number,
  ids: number[],
  inputs: LeadInput[],
): Promise<Histories> {
  const keys = [...new Set(inputs.flatMap((input) => Object.keys(input.attributes)))];
  const histories: Histories = new Map();
  if (keys.length === 0 || ids.length === 0) return histories;
  const found = await tx.$client.query<{ lead_id: string; key: string; known_at: Date; value: unknown }>(
    `select lead_id, key, known_at, value from lead_attributes
     where workspace_id = $1 and lead_id = any($2::bigint[]) and key = any($3::text[]) order by known_at`,
    [workspaceId, ids, keys],
  );
  for (const row of found.rows) {
    historyOf(histories, Number(row.lead_id), row.key).push({
      knownAt: row.known_at.getTime(),
      value: row.value,
    });
  }
  return histories;
}

async function insertFacts(
  tx: Tx,
  workspaceId: number,
  facts: Fact[],
  made: ReadonlySet<number>,
): Promise<void> {
  // The last one said wins where a batch says two things of one instant.
  const unique = [...new Map(facts.map((f) => [`${f.leadId}/${f.knownAt}/${f.key}`, f])).values()];
  const groups = [
    { of: unique.filter((f) => made.has(f.leadId)), conflict: "" },
    { of: unique.filter((f) => !made.has(f.leadId)), conflict: REPLACE_FACT },
  ];
  for (const { of, conflict } of groups) {
    if (of.length === 0) continue;
    await tx.$client.query(
      `insert into lead_attributes (workspace_id, lead_id, key, known_at, value)
       select $1, f.lead_id, f.key, f.known_at, f.value::jsonb
       from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::text[]) as f (lead_id, key, known_at, value) ${conflict}`,
      [
        workspaceId,
        bigints(of.map((f) => f.leadId)),
        of.map((f) => f.key),
        of.map((f) => new Date(f.knownAt).toISOString()),
        of.map((f) => JSON.stringify(f.value ?? null)),
      ],
    );
  }
}

const REPLACE_FACT =
  "on conflict (workspace_id, lead_id, key, known_at) do update set value = excluded.value";

/** Brings the rows of changed leads (newest attributes, name, search terms) up to date with their histories. */
async function refresh(
  tx: Tx,
  workspaceId: number,
  rows: LeadRow[],
  histories: Histories,
  made: ReadonlySet<number>,
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

/** Leads made just now have no terms that could be gone, nor any to collide with. */
async function writeTerms(
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
