import type { CrmConnector } from "../connector.ts";
import { SalesforceClient } from "./client.ts";
import { columnOf, dealStages, describeFields, ensureFields, missingFields } from "./fields.ts";
import { changedContacts, changedDeals } from "./read.ts";
import { find, findBare, MAX_BATCH, write } from "./write.ts";

/** Salesforce by its REST API: contacts and opportunities, signed in as a connected app (client credentials flow). */
export function salesforceConnector(baseUrl: string, id: string, secret: string): CrmConnector {
  const client = new SalesforceClient(baseUrl, id, secret);
  return {
    maxBatch: MAX_BATCH,
    fieldName: columnOf,
    test: async () => {
      await client.query("SELECT Id FROM Contact LIMIT 1");
    },
    describeFields: () => describeFields(client),
    dealStages: () => dealStages(client),
    missingFields: () => missingFields(client),
    ensureFields: () => ensureFields(client),
    find: async (by) =>
      "ids" in by || (await missingFields(client)).length === 0
        ? find(client, by, "ids" in by ? ["Id", "Email", "SystemModstamp"] : undefined)
        : findBare(client, by.emails),
    write: (batch, options) => write(client, batch, options),
    changedContacts: (cursor, fields) => changedContacts(client, cursor, fields),
    changedDeals: (cursor) => changedDeals(client, cursor),
  };
}
