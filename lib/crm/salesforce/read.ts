import type { Page, RemoteContact, RemoteDeal } from "../connector.ts";
import { fieldName, quoted, type SalesforceClient } from "./client.ts";
import { contactOf } from "./write.ts";

const PAGE = 200;
/** A change may be committed a little after the instant that it bears. */
const OVERLAP_MS = 60_000;

/** Past this instant, and at it past this id. */
type Place = { at: string; id: string };
const FIRST = "000000000000000000";
const BEGINNING: Place = { at: "1970-01-01T00:00:00.000Z", id: FIRST };

const placeOf = (cursor: string | null): Place =>
  cursor === null ? BEGINNING : { ...BEGINNING, ...(JSON.parse(cursor) as Partial<Place>) };

const since = ({ at, id }: Place) => {
  const instant = new Date(at).toISOString();
  return `(SystemModstamp > ${instant} OR (SystemModstamp = ${instant} AND Id > ${quoted(id)})) ORDER BY SystemModstamp, Id LIMIT ${PAGE}`;
};

function next(
  rows: { Id: string; SystemModstamp: string }[],
  place: Place,
): { cursor: string; more: boolean } {
  const last = rows.at(-1);
  const more = rows.length === PAGE;
  if (!last) return { cursor: JSON.stringify(place), more };
  const at = new Date(last.SystemModstamp).getTime();
  const going = more
    ? { at: new Date(at).toISOString(), id: last.Id }
    : { at: new Date(at - OVERLAP_MS).toISOString(), id: FIRST };
  return { cursor: JSON.stringify(going), more };
}

type ContactRow = Parameters<typeof contactOf>[0];

export async function changedContacts(
  client: SalesforceClient,
  cursor: string | null,
  fields: string[],
): Promise<Page<RemoteContact>> {
  const place = placeOf(cursor);
  const columns = [...new Set(["Id", "Email", "SystemModstamp", ...fields.map(fieldName)])];
  const { records } = await client.query<ContactRow>(
    `SELECT ${columns.join(", ")} FROM Contact WHERE ${since(place)}`,
  );
  return { items: records.map(contactOf), ...next(records, place) };
}

type DealRow = {
  Id: string;
  StageName: string;
  Amount: number | null;
  IsClosed: boolean;
  IsWon: boolean;
  CreatedDate: string;
  CloseDate: string | null;
  SystemModstamp: string;
  OpportunityContactRoles: { records: { ContactId: string }[] } | null;
};

function dealOf(row: DealRow): RemoteDeal {
  const contacts = row.OpportunityContactRoles?.records ?? [];
  return {
    remoteId: row.Id,
    contactIds: [...new Set(contacts.map(({ ContactId }) => ContactId))],
    stage: row.StageName,
    outcome: row.IsWon ? "won" : row.IsClosed ? "lost" : "open",
    amount: row.Amount,
    createdAt: new Date(row.CreatedDate),
    closedAt: row.CloseDate ? new Date(row.CloseDate) : null,
    changedAt: new Date(row.SystemModstamp),
  };
}

export async function changedDeals(
  client: SalesforceClient,
  cursor: string | null,
): Promise<Page<RemoteDeal>> {
  const place = placeOf(cursor);
  const { records } = await client.query<DealRow>(
    `SELECT Id, StageName, Amount, IsClosed, IsWon, CreatedDate, CloseDate, SystemModstamp, (SELECT ContactId FROM OpportunityContactRoles) FROM Opportunity WHERE ${since(place)}`,
  );
  return { items: records.map(dealOf), ...next(records, place) };
}
