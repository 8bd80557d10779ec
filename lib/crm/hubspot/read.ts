import type { Client } from "@hubspot/api-client";
import { FilterOperatorEnum as ContactOperator } from "@hubspot/api-client/lib/codegen/crm/contacts/models/Filter.js";
import { FilterOperatorEnum as DealOperator } from "@hubspot/api-client/lib/codegen/crm/deals/models/Filter.js";
import type { Page, RemoteContact, RemoteDeal } from "../connector.ts";
import { asked } from "./client.ts";
import { contactOf } from "./write.ts";

const PAGE = 100;
/** HubSpot's search knows of a change a little later than it happens. */
const OVERLAP_MS = 60_000;

/** `after` counts within the objects of one instant: paging by instants alone would stand still there. */
type Place = { since: number; after: number };

function placeOf(cursor: string | null): Place {
  if (cursor === null) return { since: 0, after: 0 };
  const { since = 0, after = 0 } = JSON.parse(cursor) as Partial<Place>;
  return { since, after };
}

type Found = { id: string; properties: Record<string, string | null>; updatedAt: Date };
type Searched = { results: Found[]; paging?: { next?: { after: string } } };

const query = <O>(operator: O, property: string, { since, after }: Place, properties: string[]) => ({
  filterGroups: [{ filters: [{ propertyName: property, operator, value: String(since) }] }],
  sorts: [property],
  properties: [...new Set([property, ...properties])],
  limit: PAGE,
  after: String(after),
});

/**
 * Where reading goes on after a page: at the instant of its last object. An object that changes meanwhile moves to the end
 * and is met there, so nothing is skipped; offsets over more than an instant would skip.
 */
function next(found: Searched, property: string, place: Place): { cursor: string; more: boolean } {
  const last = found.results.at(-1);
  const at = last ? Date.parse(last.properties[property] ?? "") || last.updatedAt.getTime() : place.since;
  const more = found.paging?.next !== undefined;
  const going: Place = !more
    ? { since: Math.max(0, at - OVERLAP_MS), after: 0 }
    : at > place.since
      ? { since: at, after: 0 }
      : { since: place.since, after: Number(found.paging?.next?.after ?? 0) };
  return { cursor: JSON.stringify(going), more };
}

export async function changedContacts(
  client: Client,
  cursor: string | null,
  fields: string[],
): Promise<Page<RemoteContact>> {
  const place = placeOf(cursor);
  const property = "lastmodifieddate";
  const found: Searched = await asked(() =>
    client.crm.contacts.searchApi.doSearch(query(ContactOperator.Gte, property, place, ["email", ...fields])),
  );
  return { items: found.results.map(contactOf), ...next(found, property, place) };
}

const DEAL = [
  "dealstage",
  "amount",
  "hs_is_closed",
  "hs_is_closed_won",
  "createdate",
  "closedate",
  "hs_lastmodifieddate",
];

const instantOf = (text: string | null | undefined): Date | null =>
  text && !Number.isNaN(Date.parse(text)) ? new Date(text) : null;

function dealOf({ id, properties, updatedAt }: Found, contactIds: string[]): RemoteDeal {
  const { amount, createdate, closedate, dealstage } = properties;
  const isWon = properties.hs_is_closed_won === "true";
  const isClosed = properties.hs_is_closed === "true";
  const changedAt = instantOf(properties.hs_lastmodifieddate) ?? updatedAt;
  return {
    remoteId: id,
    contactIds,
    stage: dealstage ?? "",
    outcome: isWon ? "won" : isClosed ? "lost" : "open",
    amount: amount && Number.isFinite(Number(amount)) ? Number(amount) : null,
    createdAt: instantOf(createdate) ?? changedAt,
    closedAt: instantOf(closedate),
    changedAt,
  };
}

/** Search does not tell whose a deal is: each that changed is read with its contacts. */
export async function changedDeals(client: Client, cursor: string | null): Promise<Page<RemoteDeal>> {
  const place = placeOf(cursor);
  const property = "hs_lastmodifieddate";
  const found: Searched = await asked(() =>
    client.crm.deals.searchApi.doSearch(query(DealOperator.Gte, property, place, DEAL)),
  );
  const items = await Promise.all(
    found.results.map(async ({ id }) => {
      const deal = await asked(() =>
        client.crm.deals.basicApi.getById(id, DEAL, undefined, ["contacts"], false),
      );
      const contacts = deal.associations?.contacts?.results ?? [];
      return dealOf(deal, [...new Set(contacts.map((contact) => contact.id))]);
    }),
  );
  return { items, ...next(found, property, place) };
}
