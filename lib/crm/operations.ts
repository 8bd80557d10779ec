import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  conflictSchema,
  connectionNameSchema,
  connectionSchema,
  createConnectionSchema,
  crmFailureSchema,
  crmFieldsSchema,
  crmKeySchema,
  decideConflictSchema,
  dryRunSchema,
  listConflictsSchema,
  listFailuresSchema,
  testedSchema,
  updateConnectionSchema,
} from "./schemas.ts";

const tag = "CRM";
const permission = "crm:manage";
const params = z.object({ key: crmKeySchema });
const done = z.object({ key: z.string() });

export const listConnectionsOperation = operation({
  id: "listCrmConnections",
  method: "get",
  path: "/api/v1/crm",
  tag,
  summary: "The CRMs that scores are written to, their state and what waits",
  permission,
  response: z.object({ items: z.array(connectionSchema) }),
});

export const createConnectionOperation = operation({
  id: "createCrmConnection",
  method: "post",
  path: "/api/v1/crm",
  tag,
  summary: "Connect a CRM; it is asked first whether it takes the credentials",
  permission,
  body: createConnectionSchema,
  response: done,
  status: 201,
});

export const updateConnectionOperation = operation({
  id: "updateCrmConnection",
  method: "patch",
  path: "/api/v1/crm/{key}",
  tag,
  summary: "Rename a connection, pause it, change its credentials or what is read and written",
  permission,
  params,
  body: updateConnectionSchema,
  response: done,
});

export const deleteConnectionOperation = operation({
  id: "deleteCrmConnection",
  method: "delete",
  path: "/api/v1/crm/{key}",
  tag,
  summary: "Disconnect a CRM; what was written there stays there, stages that were read stay here",
  permission,
  params,
  response: done,
});

export const testConnectionOperation = operation({
  id: "testCrmConnection",
  method: "post",
  path: "/api/v1/crm/{key}/test",
  tag,
  summary: "Ask the CRM whether it takes the credentials",
  permission,
  params,
  response: testedSchema,
});

export const crmFieldsOperation = operation({
  id: "listCrmFields",
  method: "get",
  path: "/api/v1/crm/{key}/fields",
  tag,
  summary: "Fields of contacts and stages of deals, as the CRM has them now",
  permission,
  params,
  response: crmFieldsSchema,
});

export const dryRunOperation = operation({
  id: "dryRunCrm",
  method: "post",
  path: "/api/v1/crm/{key}/dry-run",
  tag,
  summary: "What would be made and written for the ten hottest leads; writes nothing",
  permission,
  params,
  response: dryRunSchema,
});

export const syncOperation = operation({
  id: "syncCrm",
  method: "post",
  path: "/api/v1/crm/{key}/sync",
  tag,
  summary: "Write every score, also those that did not change, and read what changed",
  permission,
  params,
  response: done,
  status: 202,
});

export const listConflictsOperation = operation({
  id: "listCrmConflicts",
  method: "get",
  path: "/api/v1/crm/{key}/conflicts",
  tag,
  summary: "Attributes that were changed on both sides, newest first",
  permission,
  params,
  query: listConflictsSchema,
  response: z.object({ items: z.array(conflictSchema), more: z.boolean() }),
});

export const decideConflictOperation = operation({
  id: "decideCrmConflict",
  method: "post",
  path: "/api/v1/crm/{key}/conflicts/{id}",
  tag,
  summary: "Say which side is right",
  permission,
  params: params.extend({ id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }),
  body: decideConflictSchema,
  response: z.object({ id: z.number().int() }),
});

export const listFailuresOperation = operation({
  id: "listCrmFailures",
  method: "get",
  path: "/api/v1/crm/{key}/failures",
  tag,
  summary: "Leads whose score the CRM refused, and why",
  permission,
  params,
  query: listFailuresSchema,
  response: z.object({ items: z.array(crmFailureSchema), more: z.boolean() }),
});

export const retryOperation = operation({
  id: "retryCrm",
  method: "post",
  path: "/api/v1/crm/{key}/retry",
  tag,
  summary: "Try again what the CRM refused, and what waits for it",
  permission,
  params,
  response: z.object({ retried: z.number().int() }),
});

export const listConnectionNamesOperation = operation({
  id: "listCrmNames",
  method: "get",
  path: "/api/v1/crm-names",
  tag,
  summary: "Keys and names of connections, for the actions of a sheet",
  permission: "sheets:read",
  response: z.object({ items: z.array(connectionNameSchema) }),
});

export const crmOperations = [
  listConnectionsOperation,
  listConnectionNamesOperation,
  createConnectionOperation,
  updateConnectionOperation,
  deleteConnectionOperation,
  testConnectionOperation,
  crmFieldsOperation,
  dryRunOperation,
  syncOperation,
  listConflictsOperation,
  decideConflictOperation,
  listFailuresOperation,
  retryOperation,
];
