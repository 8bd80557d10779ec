import { type RemoteField, type RemoteStage, SCORE_FIELDS, type ScoreField } from "../connector.ts";
import type { SalesforceClient } from "./client.ts";

const NAMES: Record<ScoreField, string> = {
  score: "Hotsheet_Score__c",
  group: "Hotsheet_Group__c",
  label: "Hotsheet_Label__c",
  sheet: "Hotsheet_Sheet__c",
  version: "Hotsheet_Version__c",
  reasons: "Hotsheet_Reasons__c",
};
export const columnOf = (field: ScoreField) => NAMES[field];
/** The lead's number: by it a contact that Hotsheet made is found again. */
export const LEAD_ID = "Hotsheet_Lead__c";
/** Salesforce's longest line of text. */
export const MAX_TEXT = 255;

const TYPES = {
  number: { type: "Number", precision: 18, scale: 2 },
  text: { type: "Text", length: MAX_TEXT },
  long_text: { type: "LongTextArea", length: 32_768, visibleLines: 3 },
} as const;

export async function describeFields(client: SalesforceClient): Promise<RemoteField[]> {
  const { fields } = await client.run((connection) => connection.describe("Contact"));
  return fields.map(({ name, label, type }) => ({ name, label, type }));
}

export async function dealStages(client: SalesforceClient): Promise<RemoteStage[]> {
  const { records } = await client.query<{ ApiName: string; MasterLabel: string }>(
    "SELECT ApiName, MasterLabel FROM OpportunityStage WHERE IsActive = true ORDER BY SortOrder",
  );
  return records.map(({ ApiName, MasterLabel }) => ({ id: ApiName, label: MasterLabel }));
}

const namesThere = async (client: SalesforceClient) =>
  new Set((await describeFields(client)).map(({ name }) => name));

export async function missingFields(client: SalesforceClient): Promise<ScoreField[]> {
  const there = await namesThere(client);
  return SCORE_FIELDS.flatMap(({ key }) => (there.has(columnOf(key)) ? [] : [key]));
}

/** Makes fields of contacts through the Tooling API, a request each. */
export async function ensureFields(client: SalesforceClient): Promise<ScoreField[]> {
  const there = await namesThere(client);
  const make = (name: string, metadata: Record<string, unknown>) =>
    client.run((connection) =>
      connection.request({
        method: "POST",
        url: "/services/data/v60.0/tooling/sobjects/CustomField",
        body: JSON.stringify({ FullName: `Contact.${name}`, Metadata: metadata }),
        headers: { "content-type": "application/json" },
      }),
    );
  if (!there.has(LEAD_ID))
    await make(LEAD_ID, { type: "Text", length: 40, label: "Hotsheet lead", externalId: true, unique: true });
  const made: ScoreField[] = [];
  for (const { key, label, type } of SCORE_FIELDS) {
    if (there.has(columnOf(key))) continue;
    await make(columnOf(key), { ...TYPES[type], label });
    made.push(key);
  }
  return made;
}
