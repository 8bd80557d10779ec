import { z } from "zod";
import { operation } from "../http/operation.ts";
import { mappingSchema } from "./mapping.ts";
import {
  analysisQuery,
  analysisSchema,
  importListSchema,
  importParams,
  importSchema,
  kindSchema,
  listQuery,
  mappingAnswer,
  mappingQuery,
  previewSchema,
  refusalListSchema,
  refusalsQuery,
} from "./schemas.ts";

const tag = "Imports";
const path = "/api/v1/imports";

export const createImportOperation = operation({
  id: "createImport",
  method: "post",
  path,
  tag,
  summary: "Uploads a CSV file; starts importing it where a mapping comes with it",
  permission: "imports:create",
  rawBody: "multipart/form-data",
  body: z.object({
    file: z.string().meta({ format: "binary", description: "CSV, also gzipped" }),
    kind: kindSchema,
    mapping: mappingSchema.optional(),
  }),
  response: importSchema,
  status: 202,
});

export const listImportsOperation = operation({
  id: "listImports",
  method: "get",
  path,
  tag,
  summary: "Imports, newest first",
  permission: "imports:read",
  query: listQuery,
  response: importListSchema,
});

export const getImportOperation = operation({
  id: "getImport",
  method: "get",
  path: `${path}/{id}`,
  tag,
  summary: "Progress, counts and the first refused rows",
  permission: "imports:read",
  params: importParams,
  response: importSchema,
});

export const analyseImportOperation = operation({
  id: "analyseImport",
  method: "get",
  path: `${path}/{id}/analysis`,
  tag,
  summary: "Format, columns with samples, and a guessed mapping of an uploaded file",
  permission: "imports:create",
  params: importParams,
  query: analysisQuery,
  response: analysisSchema,
});

export const setMappingOperation = operation({
  id: "setImportMapping",
  method: "put",
  path: `${path}/{id}/mapping`,
  tag,
  summary: "Says what each column means",
  permission: "imports:create",
  params: importParams,
  query: mappingQuery,
  body: mappingSchema,
  response: mappingAnswer,
});

export const previewImportOperation = operation({
  id: "previewImport",
  method: "post",
  path: `${path}/{id}/preview`,
  tag,
  summary: "What the first 1,000 rows would do; writes nothing",
  permission: "imports:create",
  params: importParams,
  response: previewSchema,
});

export const startImportOperation = operation({
  id: "startImport",
  method: "post",
  path: `${path}/{id}/start`,
  tag,
  summary: "Starts an uploaded import, or goes on with one that stopped",
  permission: "imports:create",
  params: importParams,
  response: importSchema,
  status: 202,
});

export const cancelImportOperation = operation({
  id: "cancelImport",
  method: "post",
  path: `${path}/{id}/cancel`,
  tag,
  summary: "Stops an import; rows that are in stay in",
  permission: "imports:create",
  params: importParams,
  response: importSchema,
});

export const listRefusalsOperation = operation({
  id: "listImportRefusals",
  method: "get",
  path: `${path}/{id}/refusals`,
  tag,
  summary: "Refused rows with line number and reason",
  permission: "imports:read",
  params: importParams,
  query: refusalsQuery,
  response: refusalListSchema,
});

export const exportRefusalsOperation = operation({
  id: "exportImportRefusals",
  method: "get",
  path: `${path}/{id}/refusals.csv`,
  tag,
  summary: "Refused rows as CSV, to be mended and imported again",
  permission: "imports:read",
  params: importParams,
  response: z.string(),
  responseType: "text/csv",
});

/** Every call of this feature, for the OpenAPI document. */
export const importOperations = [
  createImportOperation,
  listImportsOperation,
  getImportOperation,
  analyseImportOperation,
  setMappingOperation,
  previewImportOperation,
  startImportOperation,
  cancelImportOperation,
  listRefusalsOperation,
  exportRefusalsOperation,
];
