import type { Client } from "@hubspot/api-client";
import {
  type ContactResult,
  type ContactWrite,
  CrmError,
  type RemoteContact,
  type WriteOptions,
} from "../connector.ts";
import { asked } from "./client.ts";
import { propertyOf, SCORE_PROPERTIES } from "./fields.ts";

/** HubSpot takes 100 contacts in a batch. */
export const MAX_BATCH = 100;
const FOUND = ["email", "lastmodifieddate", ...SCORE_PROPERTIES];

type Properties = Record<string, string | null>;

export function contactOf(found: { id: string; properties: Properties; updatedAt: Date }): RemoteContact {
  return {
    remoteId: found.id,
    email: found.properties.email?.toLowerCase() ?? null,
    values: found.properties,
    changedAt: found.updatedAt,
  };
}

/** Contacts that are there; those that are not are left out (HubSpot answers 207 then). */
export async function find(
  client: Client,
  by: { emails: string[] } | { ids: string[] },
): Promise<RemoteContact[]> {
  const ids = "emails" in by ? by.emails : by.ids;
  const idProperty = "emails" in by ? { idProperty: "email" } : {};
  const contacts: RemoteContact[] = [];
  for (let at = 0; at < ids.length; at += MAX_BATCH) {
    const inputs = ids.slice(at, at + MAX_BATCH).map((id) => ({ id }));
    const { results } = await asked(() =>
      client.crm.contacts.batchApi.read({
        inputs,
        properties: FOUND,
        propertiesWithHistory: [],
        ...idProperty,
      }),
    );
    contacts.push(...results.map(contactOf));
  }
  return contacts;
}

/** HubSpot clears a property that is given as an empty text. */
const propertiesOf = ({ values }: ContactWrite): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      propertyOf(key as keyof typeof values),
      value === null ? "" : String(value),
    ]),
  );

type Known = ContactWrite & { remoteId: string };
type Unknown = ContactWrite & { email: string };
const isKnown = (one: ContactWrite): one is Known => one.remoteId !== null;
const isNamed = (one: ContactWrite): one is Unknown => one.remoteId === null && one.email !== null;

async function update(client: Client, batch: Known[]): Promise<ContactResult[]> {
  const inputs = batch.map((one) => ({ id: one.remoteId, properties: propertiesOf(one) }));
  const { results } = await asked(() => client.crm.contacts.batchApi.update({ inputs }));
  const written = new Set(results.map(({ id }) => id));
  return batch.map(({ leadId, remoteId }) =>
    written.has(remoteId)
      ? { leadId, state: "written", remoteId, created: false }
      : { leadId, state: "missing" },
  );
}

/** By e-mail address, so that a contact made meanwhile is not made twice. */
async function upsert(client: Client, batch: Unknown[]): Promise<ContactResult[]> {
  const inputs = batch.map((one) => ({
    id: one.email,
    idProperty: "email",
    objectWriteTraceId: String(one.leadId),
    properties: { email: one.email, ...propertiesOf(one) },
  }));
  const { results } = await asked(() => client.crm.contacts.batchApi.upsert({ inputs }));
  return batch.map(({ leadId, email }): ContactResult => {
    const made = results.find(
      ({ objectWriteTraceId, properties }) =>
        objectWriteTraceId === String(leadId) || properties.email?.toLowerCase() === email,
    );
    return made
      ? { leadId, state: "written", remoteId: made.id, created: made._new }
      : { leadId, state: "missing" };
  });
}

/** One that HubSpot refuses makes it refuse the batch: it is found by halving, and the others are written. */
async function halving<T extends ContactWrite>(
  batch: T[],
  deadline: Date,
  send: (part: T[]) => Promise<ContactResult[]>,
): Promise<ContactResult[]> {
  const [only] = batch;
  if (!only) return [];
  // Past it somebody else may be sending a newer score.
  if (Date.now() >= deadline.getTime()) throw new CrmError("unavailable", "deadline");
  try {
    return await send(batch);
  } catch (error) {
    if (!(error instanceof CrmError) || error.code !== "refused") throw error;
    if (batch.length === 1) return [{ leadId: only.leadId, state: "refused", text: error.message }];
    const half = batch.length >> 1;
    return [
      ...(await halving(batch.slice(0, half), deadline, send)),
      ...(await halving(batch.slice(half), deadline, send)),
    ];
  }
}

/** HubSpot refuses a batch that names a contact twice. */
function apart(batch: Known[]): Known[][] {
  const rounds: Known[][] = [];
  for (const one of batch) {
    const free = rounds.find((round) => !round.some(({ remoteId }) => remoteId === one.remoteId));
    if (free) free.push(one);
    else rounds.push([one]);
  }
  return rounds;
}

export async function write(
  client: Client,
  batch: ContactWrite[],
  { create, deadline }: WriteOptions,
): Promise<ContactResult[]> {
  const unknown = batch.filter(isNamed);
  const there = unknown.length === 0 ? [] : await find(client, { emails: unknown.map(({ email }) => email) });
  const byEmail = new Map(there.map(({ email, remoteId }) => [email, remoteId]));
  const found = unknown.flatMap((one): Known[] => {
    const remoteId = byEmail.get(one.email);
    return remoteId === undefined ? [] : [{ ...one, remoteId }];
  });
  const absent = unknown.filter(({ email }) => !byEmail.has(email));
  const results: ContactResult[] = [];
  for (const round of apart([...batch.filter(isKnown), ...found]))
    results.push(...(await halving(round, deadline, (part) => update(client, part))));
  if (create) results.push(...(await halving(absent, deadline, (part) => upsert(client, part))));
  else results.push(...absent.map(({ leadId }): ContactResult => ({ leadId, state: "missing" })));
  const told = new Set(results.map(({ leadId }) => leadId));
  const nameless = batch.filter(({ leadId }) => !told.has(leadId));
  return [...results, ...nameless.map(({ leadId }): ContactResult => ({ leadId, state: "missing" }))];
}
