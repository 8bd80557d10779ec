import { operation } from "../http/operation.ts";
import { leadRefSchema } from "../leads/schemas.ts";
import {
  consentsSchema,
  erasedSchema,
  eraseLeadBody,
  exportedSchema,
  recordConsentBody,
  retentionPreviewSchema,
  retentionSchema,
  setRetentionBody,
} from "./schemas.ts";

const tag = "Privacy";

export const listConsentsOperation = operation({
  id: "listLeadConsents",
  method: "get",
  path: "/api/v1/leads/{id}/consents",
  tag,
  summary: "What a person allowed and forbade, purpose by purpose, with where it came from",
  permission: "leads:read",
  params: leadRefSchema,
  response: consentsSchema,
});

export const recordConsentOperation = operation({
  id: "recordLeadConsent",
  method: "post",
  path: "/api/v1/leads/{id}/consents",
  tag,
  summary: "Record consent or refusal; `profiling` denied is an objection and takes the scores away at once",
  permission: "privacy:object",
  params: leadRefSchema,
  body: recordConsentBody,
  response: consentsSchema,
});

export const eraseLeadOperation = operation({
  id: "eraseLead",
  method: "post",
  path: "/api/v1/leads/{id}/erase",
  tag,
  summary: "Delete a person from everywhere and refuse whatever names them from now on",
  permission: "privacy:manage",
  params: leadRefSchema,
  body: eraseLeadBody,
  response: erasedSchema,
});

export const exportLeadOperation = operation({
  id: "exportLead",
  method: "get",
  path: "/api/v1/leads/{id}/export",
  tag,
  summary: "Everything that is held on a person, with the reasons for each score",
  permission: "privacy:manage",
  params: leadRefSchema,
  response: exportedSchema,
});

export const getRetentionOperation = operation({
  id: "getRetention",
  method: "get",
  path: "/api/v1/retention",
  tag,
  summary: "How long events of each name are kept; names without a period are kept for good",
  permission: "privacy:manage",
  response: retentionSchema,
});

export const setRetentionOperation = operation({
  id: "setRetention",
  method: "put",
  path: "/api/v1/retention",
  tag,
  summary: "Set how long events are kept; a job deletes older ones each night and rescores their leads",
  permission: "privacy:manage",
  body: setRetentionBody,
  response: retentionSchema,
});

export const previewRetentionOperation = operation({
  id: "previewRetention",
  method: "post",
  path: "/api/v1/retention/preview",
  tag,
  summary: "What these periods would delete now; deletes nothing",
  permission: "privacy:manage",
  body: setRetentionBody,
  response: retentionPreviewSchema,
});

export const privacyOperations = [
  listConsentsOperation,
  recordConsentOperation,
  eraseLeadOperation,
  exportLeadOperation,
  getRetentionOperation,
  setRetentionOperation,
  previewRetentionOperation,
];
