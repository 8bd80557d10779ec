import type { Client } from "@hubspot/api-client";
import {
  type PropertyCreate,
  PropertyCreateFieldTypeEnum,
  PropertyCreateTypeEnum,
} from "@hubspot/api-client/lib/codegen/crm/properties/models/PropertyCreate.js";
import { type RemoteField, type RemoteStage, SCORE_FIELDS, type ScoreField } from "../connector.ts";
import { asked } from "./client.ts";

const GROUP = "hotsheet";
const CONTACTS = "contacts";

export const propertyOf = (field: ScoreField) => `hotsheet_${field}`;
export const SCORE_PROPERTIES = SCORE_FIELDS.map(({ key }) => propertyOf(key));

const TYPES = {
  number: [PropertyCreateTypeEnum.Number, PropertyCreateFieldTypeEnum.Number],
  text: [PropertyCreateTypeEnum.String, PropertyCreateFieldTypeEnum.Text],
  long_text: [PropertyCreateTypeEnum.String, PropertyCreateFieldTypeEnum.Textarea],
} as const;

export async function describeFields(client: Client): Promise<RemoteField[]> {
  const { results } = await asked(() => client.crm.properties.coreApi.getAll(CONTACTS));
  return results.map(({ name, label, type }) => ({ name, label, type }));
}

export async function dealStages(client: Client): Promise<RemoteStage[]> {
  const { options } = await asked(() => client.crm.properties.coreApi.getByName("deals", "dealstage"));
  return options.map(({ value, label }) => ({ id: value, label }));
}

export async function missingFields(client: Client): Promise<ScoreField[]> {
  const there = new Set((await describeFields(client)).map(({ name }) => name));
  return SCORE_FIELDS.flatMap(({ key }) => (there.has(propertyOf(key)) ? [] : [key]));
}

/** Makes the group and the properties that are missing; nothing is written where all are there. */
export async function ensureFields(client: Client): Promise<ScoreField[]> {
  const missing = await missingFields(client);
  if (missing.length === 0) return [];
  const groups = await asked(() => client.crm.properties.groupsApi.getAll(CONTACTS));
  if (!groups.results.some(({ name }) => name === GROUP))
    await asked(() => client.crm.properties.groupsApi.create(CONTACTS, { name: GROUP, label: "Hotsheet" }));
  const inputs = SCORE_FIELDS.filter(({ key }) => missing.includes(key)).map((field): PropertyCreate => {
    const [type, fieldType] = TYPES[field.type];
    return { name: propertyOf(field.key), label: field.label, groupName: GROUP, type, fieldType };
  });
  await asked(() => client.crm.properties.batchApi.create(CONTACTS, { inputs }));
  return missing;
}
