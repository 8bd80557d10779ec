import {
  type ContactResult,
  type ContactWrite,
  CrmError,
  type RemoteContact,
  SCORE_FIELDS,
  type WriteOptions,
} from "../connector.ts";
import { quoted, type SalesforceClient } from "./client.ts";
import { columnOf, LEAD_ID, MAX_TEXT } from "./fields.ts";

/** Salesforce takes 200 records in a composite request. */
export const MAX_BATCH = 200;
/** Names in one query: its address must not become too long. */
const MAX_NAMED = 100;

type Row = { Id: string; Email: string | null; SystemModstamp: string } & Record<string, unknown>;
type Saved = {
  id?: string | null;
  success: boolean;
  created?: boolean;
  errors: { statusCode?: string; message?: string }[];
};

export function contactOf(row: Row): RemoteContact {
  const values = Object.entries(row)
    .filter(([name]) => name !== "attributes")
    .map(([name, value]) => [name, value === null || value === undefined ? null : String(value)]);
  return {
    remoteId: row.Id,
    email: row.Email?.toLowerCase() ?? null,
    values: Object.fromEntries(values),
    changedAt: new Date(row.SystemModstamp),
  };
}

const COLUMNS = ["Id", "Email", "SystemModstamp", ...SCORE_FIELDS.map(({ key }) => columnOf(key))];

/** `columns` are those of the score, which may be missing still. */
export async function find(
  client: SalesforceClient,
  by: { emails: string[] } | { ids: string[] },
  columns: string[] = COLUMNS,
): Promise<RemoteContact[]> {
  const [column, names] = "emails" in by ? ["Email", by.emails] : ["Id", by.ids];
  const contacts: RemoteContact[] = [];
  for (let at = 0; at < names.length; at += MAX_NAMED) {
    const list = names
      .slice(at, at + MAX_NAMED)
      .map(quoted)
      .join(", ");
    const { records } = await client.query<Row>(
      `SELECT ${columns.join(", ")} FROM Contact WHERE ${column} IN (${list}) ORDER BY CreatedDate`,
    );
    contacts.push(...records.map(contactOf));
  }
  return contacts;
}

/** The same before the score's fields were made. */
export const findBare = (client: SalesforceClient, emails: string[]) =>
  find(client, { emails }, COLUMNS.slice(0, 3));

const recordOf = ({ values }: ContactWrite): Record<string, string | number | null> =>
  Object.fromEntries(
    SCORE_FIELDS.map(({ key, type }) => {
      const value = values[key];
      return [columnOf(key), type === "text" && typeof value === "string" ? value.slice(0, MAX_TEXT) : value];
    }),
  );

const GONE = new Set(["ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY", "NOT_FOUND", "MALFORMED_ID"]);
const LATER = new Set(["UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE"]);

function resultOf({ leadId, remoteId }: ContactWrite, saved: Saved | undefined): ContactResult {
  const id = saved?.id ?? remoteId;
  if (saved?.success && id)
    return { leadId, state: "written", remoteId: id, created: saved.created ?? false };
  const [error] = saved?.errors ?? [];
  if (LATER.has(error?.statusCode ?? "")) throw new CrmError("unavailable", error?.statusCode ?? "");
  if (GONE.has(error?.statusCode ?? "")) return { leadId, state: "missing" };
  return { leadId, state: "refused", text: `${error?.statusCode ?? ""} ${error?.message ?? ""}`.trim() };
}

function inTime({ deadline }: WriteOptions): void {
  if (Date.now() >= deadline.getTime()) throw new CrmError("unavailable", "deadline");
}

/** Contacts that are there are updated by id, others are made, known by the lead's number from then on. */
export async function write(
  client: SalesforceClient,
  batch: ContactWrite[],
  options: WriteOptions,
): Promise<ContactResult[]> {
  const emails = batch.flatMap(({ remoteId, email }) => (remoteId === null && email ? [email] : []));
  const found = new Map<string | null, string>();
  for (const { email, remoteId } of await find(client, { emails }))
    if (!found.has(email)) found.set(email, remoteId);
  const placed = batch.map((one) => ({ ...one, remoteId: one.remoteId ?? found.get(one.email) ?? null }));
  const known = placed.filter(({ remoteId }) => remoteId !== null);
  const absent = placed.filter(({ remoteId }) => remoteId === null);
  const results: ContactResult[] = [];
  if (known.length > 0) {
    inTime(options);
    const records = known.map((one) => ({ Id: one.remoteId ?? "", ...recordOf(one) }));
    const saved = await client.run((connection) =>
      connection.update("Contact", records, { allOrNone: false }),
    );
    results.push(...known.map((one, n) => resultOf(one, (saved as Saved[])[n])));
  }
  const made = options.create ? absent.filter(({ email }) => email !== null) : [];
  if (made.length > 0) {
    inTime(options);
    const records = made.map((one) => ({
      [LEAD_ID]: String(one.leadId),
      Email: one.email,
      LastName: (one.lastName ?? one.email ?? "").slice(0, 80),
      ...recordOf(one),
    }));
    const saved = await client.run((connection) =>
      connection.upsert("Contact", records, LEAD_ID, { allOrNone: false }),
    );
    results.push(...made.map((one, n) => resultOf(one, (saved as Saved[])[n])));
  }
  const told = new Set(made);
  results.push(
    ...absent.flatMap((one): ContactResult[] =>
      told.has(one) ? [] : [{ leadId: one.leadId, state: "missing" }],
    ),
  );
  return results;
}
