import type { CrmConnector } from "../connector.ts";
import { asked, hubspotClient } from "./client.ts";
import { dealStages, describeFields, ensureFields, missingFields, propertyOf } from "./fields.ts";
import { changedContacts, changedDeals } from "./read.ts";
import { find, MAX_BATCH, write } from "./write.ts";

/** HubSpot by its API v3. The token is that of a private app that may read and write contacts and read deals. */
export function hubspotConnector(baseUrl: string, token: string): CrmConnector {
  const client = hubspotClient(baseUrl, token);
  return {
    maxBatch: MAX_BATCH,
    fieldName: propertyOf,
    test: async () => {
      await asked(() => client.crm.contacts.basicApi.getPage(1));
    },
    describeFields: () => describeFields(client),
    dealStages: () => dealStages(client),
    missingFields: () => missingFields(client),
    ensureFields: () => ensureFields(client),
    find: (by) => find(client, by),
    write: (batch, options) => write(client, batch, options),
    changedContacts: (cursor, fields) => changedContacts(client, cursor, fields),
    changedDeals: (cursor) => changedDeals(client, cursor),
  };
}
