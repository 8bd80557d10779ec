import type { Tx } from "#db/client.ts";
import { isLate, noteJourneys } from "../funnel/note-journeys.ts";
import { lockForRescore } from "../scores/locks.ts";
import { type Known, learn } from "./attributes.ts";
import { type Fact, type FactTable, readFacts, rebuildFacts, writeFacts } from "./joined-attributes.ts";
import { LeadsMoved } from "./moved.ts";
import { membersOf } from "./people.ts";
import { type LeadRow, refreshLeads } from "./refresh.ts";
import { type Resolved, resolveLeads } from "./resolve.ts";

export type LeadInput = {
  email?: string | null;
  externalId?: string | null;
  anonymousId?: string | null;
  previousId?: string | null;
  /** JSON values that `unstorable` passes; null takes an attribute away. */
  attributes: Record<string, unknown>;
  knownAt: Date;
};
/**
 * `leadId`: the lead as it is shown and scored; `homeId`: the one that owns the identity which named it (events are given
 * to that one). `suppressed`: the input names a person who was erased; nothing was kept, and the ids are 0.
 */
export type LeadOutcome = {
  leadId: number;
  homeId: number;
  outcome: "created" | "updated" | "unchanged" | "suppressed";
};

/**
 * Creates or updates leads in bulk, in a fixed number of statements, and returns an outcome for each input in its order.
 * History gets a row only where a value differs from what was known then, so the same input twice changes nothing.
 * @throws LeadsMoved where the transaction must begin anew.
 */
export async function writeLeads(tx: Tx, workspaceId: number, inputs: LeadInput[]): Promise<LeadOutcome[]> {
  if (inputs.length === 0) return [];
  return writeResolved(tx, workspaceId, inputs, await resolveLeads(tx, workspaceId, inputs));
}

/** Tells a known lead something; `leadId` is the lead as it is shown. @throws LeadsMoved as above. */
export async function tellLead(
  tx: Tx,
  workspaceId: number,
  leadId: number,
  attributes: Record<string, unknown>,
  knownAt: Date,
): Promise<void> {
  const known = { leadId, homeId: leadId, created: false, identified: false };
  await writeResolved(tx, workspaceId, [{ attributes, knownAt }], [known]);
}

async function writeResolved(
  tx: Tx,
  workspaceId: number,
  inputs: LeadInput[],
  resolved: (Resolved | null)[],
): Promise<LeadOutcome[]> {
  const leadIds = resolved.flatMap((target) => (target ? [target.leadId] : []));
  // Before any lead's row is locked: a bulk rescore, which has a range alone, takes rows after it.
  await lockForRescore(tx, workspaceId, { ids: leadIds });
  const { rows, homes, joined, made } = await leadsToChange(tx, workspaceId, inputs, resolved);
  const histories = await loadHistories(tx, workspaceId, homes, inputs);
  const now = Date.now();
  const facts = new Map<Known, Fact>();
  const touched = new Set<number>();
  const late = new Set<number>();
  const outcomes = inputs.map((input, n): LeadOutcome => {
    const target = resolved[n];
    if (!target) return { leadId: 0, homeId: 0, outcome: "suppressed" };
    const { leadId, homeId } = target;
    const knownAt = Math.min(input.knownAt.getTime(), now); // nothing is known before it is told
    let news = target.identified;
    for (const [key, value] of Object.entries(input.attributes)) {
      const learned = learn(historyOf(histories, homeId, key), knownAt, value);
      for (const run of learned.changed) facts.set(run, { ...run, leadId: homeId, key });
      news ||= learned.news;
    }
    if (target.created && !touched.has(leadId)) {
      touched.add(leadId);
      return { leadId, homeId, outcome: "created" };
    }
    if (news) touched.add(leadId);
    if (news && isLate(input.knownAt, now)) late.add(leadId);
    return { leadId, homeId, outcome: news ? "updated" : "unchanged" };
  });
  const latest = [...facts].map(([run, fact]): Fact => ({ ...fact, ...run }));
  await storeFacts(tx, workspaceId, latest, joined, made);
  await noteJourneys(tx, workspaceId, late);
  const shown = await shownHistories(tx, workspaceId, histories, latest, joined);
  await refreshLeads(
    tx,
    workspaceId,
    rows.filter((row) => touched.has(row.id)),
    shown,
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

type ToChange = {
  /** Rows of the leads as they are shown. */
  rows: LeadRow[];
  /** The leads that are told something, and where their histories are. */
  homes: Map<number, FactTable>;
  /** Lead told of something to the survivor that it is joined with. */
  joined: Map<number, number>;
  made: ReadonlySet<number>;
};

/**
 * The rows of leads that may change. Leads made just now are known without being read and have no history; where
 * nothing is told of the others (events alone came), they are left alone: not even locked.
 */
async function leadsToChange(
  tx: Tx,
  workspaceId: number,
  inputs: LeadInput[],
  resolved: (Resolved | null)[],
): Promise<ToChange> {
  const newRows = new Map<number, LeadRow>();
  const known = new Map<number, number>();
  let told = false;
  resolved.forEach((target, n) => {
    if (!target) return;
    const { leadId, homeId, created, identified } = target;
    if (created && !identified) {
      const row = newRows.get(leadId) ?? { id: leadId, email: null, externalId: null, attributes: {} };
      row.email ??= inputs[n]?.email?.trim().toLowerCase() || null;
      row.externalId ??= inputs[n]?.externalId || null;
      newRows.set(leadId, row);
      return;
    }
    known.set(homeId, leadId);
    told ||= identified || Object.keys(inputs[n]?.attributes ?? {}).length > 0;
  });
  const made = new Set(newRows.keys());
  const homes = new Map<number, FactTable>();
  const joined = new Map<number, number>();
  if (!told) return { rows: [...newRows.values()], homes, joined, made };
  const locked = await lockLeads(tx, workspaceId, known);
  for (const [homeId, leadId] of known) {
    const isJoined = locked.get(leadId)?.hasJoined ?? false;
    homes.set(homeId, isJoined ? "joined_attributes" : "lead_attributes");
    if (isJoined) joined.set(homeId, leadId);
  }
  const shown = new Set(known.values());
  const rows = [...locked.values()].filter((row) => shown.has(row.id));
  return { rows: [...newRows.values(), ...rows], homes, joined, made };
}

type LockedRow = LeadRow & { joinedInto: number | null; hasJoined: boolean };

/**
 * In the order of their ids, so that two batches cannot deadlock.
 * @throws LeadsMoved where a lead is not joined as it was when it was looked up.
 */
async function lockLeads(
  tx: Tx,
  workspaceId: number,
  known: Map<number, number>,
): Promise<Map<number, LockedRow>> {
  const ids = [...new Set([...known].flat())].sort((a, b) => a - b);
  const found = await tx.$client.query<LockedRow & { id: string; joinedInto: string | null }>(
    `select id, email, external_id as "externalId", attributes, joined_into as "joinedInto", has_joined as "hasJoined"
     from leads where workspace_id = $1 and id = any($2::bigint[]) order by id for no key update`,
    [workspaceId, ids],
  );
  const locked = new Map(
    found.rows.map((row) => [
      Number(row.id),
      { ...row, id: Number(row.id), joinedInto: row.joinedInto === null ? null : Number(row.joinedInto) },
    ]),
  );
  for (const [homeId, leadId] of known) {
    const home = locked.get(homeId);
    if (!home || (home.joinedInto ?? home.id) !== leadId) throw new LeadsMoved();
  }
  return locked;
}

async function loadHistories(
  tx: Tx,
  workspaceId: number,
  homes: ReadonlyMap<number, FactTable>,
  inputs: LeadInput[],
): Promise<Histories> {
  const keys = [...new Set(inputs.flatMap((input) => Object.keys(input.attributes)))];
  const histories: Histories = new Map();
  for (const table of ["lead_attributes", "joined_attributes"] as const) {
    const ids = [...homes].filter(([, at]) => at === table).map(([id]) => id);
    for (const { leadId, key, ...run } of await readFacts(tx, workspaceId, table, ids, keys))
      historyOf(histories, leadId, key).push(run);
  }
  return histories;
}

async function storeFacts(
  tx: Tx,
  workspaceId: number,
  facts: Fact[],
  joined: ReadonlyMap<number, number>,
  made: ReadonlySet<number>,
): Promise<void> {
  // The last one said wins where a batch says two things of one instant.
  const unique = [...new Map(facts.map((f) => [`${f.leadId}/${f.knownAt}/${f.key}`, f])).values()];
  const alone = unique.filter((f) => !joined.has(f.leadId));
  const fresh = alone.filter((f) => made.has(f.leadId));
  await writeFacts(tx, workspaceId, "lead_attributes", fresh, true);
  await writeFacts(
    tx,
    workspaceId,
    "lead_attributes",
    alone.filter((f) => !made.has(f.leadId)),
  );
  await writeFacts(
    tx,
    workspaceId,
    "joined_attributes",
    unique.filter((f) => joined.has(f.leadId)),
  );
}

/** The histories as screens and scores see them: of a lead that others are joined into, made of all of theirs. */
async function shownHistories(
  tx: Tx,
  workspaceId: number,
  histories: Histories,
  facts: Fact[],
  joined: ReadonlyMap<number, number>,
): Promise<Histories> {
  const changed = new Map<number, Set<string>>();
  for (const { leadId, key } of facts) {
    const survivor = joined.get(leadId);
    if (survivor !== undefined) changed.set(survivor, (changed.get(survivor) ?? new Set()).add(key));
  }
  const shown: Histories = new Map([...histories].filter(([id]) => !joined.has(id)));
  const members = await membersOf(tx, workspaceId, [...changed.keys()]);
  for (const [survivor, keys] of changed) {
    const ids = members.get(survivor) ?? [];
    shown.set(survivor, await rebuildFacts(tx, workspaceId, survivor, ids, [...keys]));
  }
  return shown;
}
