import type { Tx } from "#db/client.ts";
import { findIdentities, identityKey } from "../leads/identities.ts";
import { writeLeads } from "../leads/write.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { bigints } from "../sql-arrays.ts";
import { type Compared, compareField } from "./compare.ts";
import type { Connection } from "./connection.ts";
import type { RemoteContact } from "./connector.ts";

type Link = {
  remoteId: string;
  leadId: number;
  seen: Record<string, string | null> | null;
  ours: Record<string, unknown> | null;
};
type Shown = {
  id: number;
  email: string | null;
  externalId: string | null;
  attributes: Record<string, unknown>;
};

const emailOf = (value: string) => ({ kind: "email" as const, value });

async function linksOf(tx: Tx, { workspaceId, id }: Connection, remoteIds: string[]): Promise<Link[]> {
  const found = await tx.$client.query<Link>(
    `select k.remote_id as "remoteId", coalesce(l.joined_into, l.id)::int as "leadId", k.seen, k.ours
     from crm_links k join leads l on l.workspace_id = $1 and l.id = k.lead_id
     where k.workspace_id = $1 and k.connection_id = $2 and k.object = 'contact' and k.remote_id = any($3::text[])`,
    [workspaceId, id, remoteIds],
  );
  return found.rows;
}

async function shownLeads(tx: Tx, workspaceId: number, ids: number[]): Promise<Map<number, Shown>> {
  const found = await tx.$client.query<Shown>(
    `select id::int as id, email, external_id as "externalId", attributes from leads
     where workspace_id = $1 and id = any($2::bigint[])`,
    [workspaceId, bigints(ids)],
  );
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** Which lead each contact is: by its link, else by its address; where asked for, a lead is made. */
async function leadsOf(
  tx: Tx,
  connection: Connection,
  contacts: RemoteContact[],
  links: Map<string, Link>,
): Promise<Map<string, number>> {
  const { workspaceId, settings } = connection;
  const unlinked = contacts.filter(({ remoteId, email }) => !links.has(remoteId) && email !== null);
  const known = await findIdentities(
    tx,
    workspaceId,
    unlinked.map(({ email }) => emailOf(email ?? "")),
  );
  const leads = new Map([...links].map(([remoteId, { leadId }]) => [remoteId, leadId]));
  const absent: RemoteContact[] = [];
  for (const contact of unlinked) {
    const owner = known.get(identityKey(emailOf(contact.email ?? "")));
    if (owner) leads.set(contact.remoteId, owner.leadId);
    else absent.push(contact);
  }
  if (!settings.createLeads || absent.length === 0) return leads;
  const made = await writeLeads(
    tx,
    workspaceId,
    absent.map(({ email, changedAt }) => ({ email, attributes: {}, knownAt: changedAt })),
  );
  absent.forEach(({ remoteId }, n) => {
    const lead = made[n];
    if (lead && lead.outcome !== "suppressed") leads.set(remoteId, lead.leadId);
  });
  return leads;
}

/**
 * Takes contacts that changed in the CRM into attributes, in the caller's transaction: what was changed there alone is
 * taken, what was changed on both sides is decided by the field's policy and kept as a conflict. Scores follow.
 * @returns how many leads changed.
 */
export async function applyContacts(
  tx: Tx,
  connection: Connection,
  contacts: RemoteContact[],
  now: Date,
): Promise<number> {
  if (contacts.length === 0) return 0;
  const { workspaceId, settings } = connection;
  // The same contact may come twice in a page: the last says all.
  const unique = [...new Map(contacts.map((contact) => [contact.remoteId, contact])).values()];
  const found = await linksOf(
    tx,
    connection,
    unique.map(({ remoteId }) => remoteId),
  );
  const links = new Map(found.map((link) => [link.remoteId, link]));
  const leads = await leadsOf(tx, connection, unique, links);
  const shown = await shownLeads(tx, workspaceId, [...new Set(leads.values())]);
  const inputs = [];
  for (const contact of unique) {
    const lead = shown.get(leads.get(contact.remoteId) ?? 0);
    if (!lead) continue;
    const link = links.get(contact.remoteId);
    const ours = lead.attributes;
    const compared = settings.mapping.map((mapped) =>
      compareField(
        mapped,
        contact.values[mapped.field] ?? null,
        ours[mapped.attribute] ?? null,
        link ?? null,
      ),
    );
    const taken = Object.fromEntries(
      compared.flatMap(({ attribute, theirs, take }) => (take ? [[attribute, theirs]] : [])),
    );
    await keepCompared(tx, connection, contact, lead, { ...ours, ...taken });
    await keepConflicts(tx, connection, lead.id, compared, now);
    if (Object.keys(taken).length > 0)
      inputs.push({
        email: lead.email,
        externalId: lead.externalId,
        attributes: taken,
        // When it came to be known here: what was said here before must not outlive it by a later instant.
        knownAt: now,
      });
  }
  const named = inputs.filter(({ email, externalId }) => email !== null || externalId !== null);
  const written = await writeLeads(tx, workspaceId, named);
  const touched = written.flatMap(({ leadId, outcome }) =>
    outcome === "created" || outcome === "updated" ? [leadId] : [],
  );
  const all = [...new Set([...touched, ...leads.values()])];
  await rescoreLeads(tx, workspaceId, { ids: settings.createLeads ? all : touched }, now, "attribute");
  return touched.length;
}

/** What both sides say now, to tell next time which of them changed. */
async function keepCompared(
  tx: Tx,
  { workspaceId, id, settings }: Connection,
  contact: RemoteContact,
  lead: Shown,
  after: Record<string, unknown>,
): Promise<void> {
  const seen = Object.fromEntries(
    settings.mapping.map(({ field }) => [field, contact.values[field] ?? null]),
  );
  const ours = Object.fromEntries(
    settings.mapping.map(({ attribute }) => [attribute, after[attribute] ?? null]),
  );
  await tx.$client.query(
    `with kept as (update crm_links set seen = $5, ours = $6, changed_at = $7
       where workspace_id = $1 and connection_id = $2 and object = 'contact' and remote_id = $3 returning 1)
     insert into crm_links (workspace_id, connection_id, object, remote_id, lead_id, seen, ours, changed_at)
     select $1, $2, 'contact', $3, $4, $5, $6, $7 where not exists (select from kept)
     on conflict do nothing`,
    [
      workspaceId,
      id,
      contact.remoteId,
      lead.id,
      JSON.stringify(seen),
      JSON.stringify(ours),
      contact.changedAt,
    ],
  );
}

async function keepConflicts(
  tx: Tx,
  { workspaceId, id }: Connection,
  leadId: number,
  compared: Compared[],
  now: Date,
): Promise<void> {
  for (const { attribute, field, base, ours, theirs, conflict } of compared) {
    if (!conflict) continue;
    const outcome = conflict === "ask" ? null : conflict;
    await tx.$client.query(
      `insert into crm_conflicts (workspace_id, connection_id, lead_id, attribute, field, base, ours, theirs, at, outcome, decided_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        workspaceId,
        id,
        leadId,
        attribute,
        field,
        JSON.stringify(base),
        JSON.stringify(ours),
        JSON.stringify(theirs),
        now,
        outcome,
        outcome === null ? null : now,
      ],
    );
  }
}
