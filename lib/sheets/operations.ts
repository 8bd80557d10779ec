import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  editDraftSchema,
  editedDraftSchema,
  editsSinceSchema,
  listEditsQuery,
  presenceSchema,
} from "./edit-schemas.ts";
import { matrixSchema } from "./matrix-schemas.ts";
import {
  approvalSchema,
  approveSchema,
  restoreSchema,
  saveDraftSchema,
  savedDraftSchema,
  sheetKeySchema,
  sheetSchema,
  sheetSummarySchema,
} from "./schemas.ts";
import { previewTemplateQuery, templatePreviewSchema } from "./template-schemas.ts";

const tag = "Sheets";
const byKey = z.object({ key: sheetKeySchema });

export const listSheetsOperation = operation({
  id: "listSheets",
  method: "get",
  path: "/api/v1/sheets",
  tag,
  summary: "Sheets with their versions, without contents",
  permission: "sheets:read",
  response: z.object({ sheets: z.array(sheetSummarySchema) }),
});

export const getSheetOperation = operation({
  id: "getSheet",
  method: "get",
  path: "/api/v1/sheets/{key}",
  tag,
  summary: "A sheet with its versions and their contents",
  permission: "sheets:read",
  params: byKey,
  response: sheetSchema,
});

export const saveDraftOperation = operation({
  id: "saveDraft",
  method: "put",
  path: "/api/v1/sheets/{key}/draft",
  tag,
  summary:
    "Save the draft, creating the sheet or a new version where needed; `If-Match: <revision>` guards it",
  permission: "sheets:write",
  params: byKey,
  body: saveDraftSchema,
  response: savedDraftSchema,
});

export const editDraftOperation = operation({
  id: "editDraft",
  method: "post",
  path: "/api/v1/sheets/{key}/draft/edits",
  tag,
  summary: "Edit single items of the draft; each edit is answered on its own, retries are safe",
  permission: "sheets:write",
  params: byKey,
  body: editDraftSchema,
  response: editedDraftSchema,
});

export const listEditsOperation = operation({
  id: "listEdits",
  method: "get",
  path: "/api/v1/sheets/{key}/draft/edits",
  tag,
  summary: "Accepted edits of the newest version after a revision: who changed what",
  permission: "sheets:read",
  params: byKey,
  query: listEditsQuery,
  response: editsSinceSchema,
});

export const presenceOperation = operation({
  id: "announcePresence",
  method: "post",
  path: "/api/v1/sheets/{key}/presence",
  tag,
  summary: "Say that the caller looks at the sheet, and which rule the caller edits; holds for 15 seconds",
  permission: "sheets:read",
  params: byKey,
  body: presenceSchema,
  response: z.object({ seconds: z.number().int() }),
});

export const discardDraftOperation = operation({
  id: "discardDraft",
  method: "delete",
  path: "/api/v1/sheets/{key}/draft",
  tag,
  summary: "Discard the draft; a sheet that never had another version goes with it",
  permission: "sheets:write",
  params: byKey,
  response: z.object({ key: z.string(), version: z.number().int(), sheet_deleted: z.boolean() }),
});

export const restoreVersionOperation = operation({
  id: "restoreVersion",
  method: "post",
  path: "/api/v1/sheets/{key}/restore",
  tag,
  summary: "Make the content of an earlier version the draft",
  permission: "sheets:write",
  params: byKey,
  body: restoreSchema,
  response: savedDraftSchema,
});

export const previewTemplateOperation = operation({
  id: "previewTemplate",
  method: "get",
  path: "/api/v1/templates/preview",
  tag,
  summary: "What a template would do to the workspace's leads, and which events and attributes it would miss",
  permission: "sheets:read",
  query: previewTemplateQuery,
  response: templatePreviewSchema,
});

export const getMatrixOperation = operation({
  id: "getSheetMatrix",
  method: "get",
  path: "/api/v1/sheets/{key}/matrix",
  tag,
  summary: "How many leads have each label under the active version: the bands of its dimensions crossed",
  permission: "leads:read",
  params: byKey,
  response: matrixSchema,
});

export const approveSheetOperation = operation({
  id: "approveSheet",
  method: "post",
  path: "/api/v1/sheets/{key}/approve",
  tag,
  summary: "Sign the draft for the caller's side; with both sides signed it becomes active",
  permission: "sheets:sign",
  params: byKey,
  body: approveSchema,
  response: approvalSchema,
});

export const withdrawSignatureOperation = operation({
  id: "withdrawSignature",
  method: "delete",
  path: "/api/v1/sheets/{key}/approve",
  tag,
  summary: "Take the caller's own signature back while the version is not active",
  permission: "sheets:sign",
  params: byKey,
  response: approvalSchema,
});

export const sheetOperations = [
  listSheetsOperation,
  getSheetOperation,
  saveDraftOperation,
  editDraftOperation,
  listEditsOperation,
  presenceOperation,
  discardDraftOperation,
  restoreVersionOperation,
  previewTemplateOperation,
  getMatrixOperation,
  approveSheetOperation,
  withdrawSignatureOperation,
];
