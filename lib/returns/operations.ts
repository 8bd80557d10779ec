import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  costImportQuery,
  costImportSchema,
  costListSchema,
  costParams,
  costSchema,
  costsQuery,
  putCostBody,
  returnQuery,
  returnReportSchema,
} from "./schemas.ts";

const tag = "Reports";

export const getReturnOperation = operation({
  id: "getReturnReport",
  method: "get",
  path: "/api/v1/reports/return",
  tag,
  summary: "What sources of leads cost, and cost per lead, MQL, opportunity and customer, with revenue",
  permission: "reports:read",
  query: returnQuery,
  response: returnReportSchema,
});

export const listCostsOperation = operation({
  id: "listCosts",
  method: "get",
  path: "/api/v1/costs",
  tag,
  summary: "Marketing costs by source and month, newest first",
  permission: "reports:read",
  query: costsQuery,
  response: costListSchema,
});

export const putCostOperation = operation({
  id: "putCost",
  method: "put",
  path: "/api/v1/costs",
  tag,
  summary: "Say what a source cost in a month, instead of what was said before",
  permission: "costs:write",
  body: putCostBody,
  response: costSchema,
});

export const deleteCostOperation = operation({
  id: "deleteCost",
  method: "delete",
  path: "/api/v1/costs/{id}",
  tag,
  summary: "Take a cost away",
  permission: "costs:write",
  params: costParams,
  response: z.object({ id: z.number().int() }),
});

export const importCostsOperation = operation({
  id: "importCosts",
  method: "post",
  path: "/api/v1/costs/import",
  tag,
  summary: "Set costs from a CSV file with columns for source, month and amount",
  permission: "costs:write",
  query: costImportQuery,
  rawBody: "text/csv",
  response: costImportSchema,
});

export const exportCostsOperation = operation({
  id: "exportCosts",
  method: "get",
  path: "/api/v1/costs/export",
  tag,
  summary: "Every cost as CSV",
  permission: "reports:read",
  response: z.string(),
  responseType: "text/csv",
});

export const returnOperations = [
  getReturnOperation,
  listCostsOperation,
  putCostOperation,
  deleteCostOperation,
  importCostsOperation,
  exportCostsOperation,
];
