import { z } from "zod";
import { operation } from "../http/operation.ts";
import { sheetKeySchema } from "../sheets/schemas.ts";
import { findingsInputSchema, findingsSchema, startDraftSchema, startedDraftSchema } from "./schemas.ts";

const byKey = z.object({ key: sheetKeySchema });

export const getFindingsOperation = operation({
  id: "getFindings",
  method: "post",
  path: "/api/v1/sheets/{key}/findings",
  tag: "Sheets",
  summary:
    "What outcomes say about the sheet's rules: points beside today's, rules that do nothing or harm, candidates; writes nothing",
  permission: "sheets:read",
  params: byKey,
  body: findingsInputSchema,
  response: findingsSchema,
});

export const startFindingsDraftOperation = operation({
  id: "startFindingsDraft",
  method: "post",
  path: "/api/v1/sheets/{key}/findings/draft",
  tag: "Agreement",
  summary:
    "Open a draft where none is open, and put suggestions on it for both sides to accept or reject one by one",
  permission: "sheets:write",
  params: byKey,
  body: startDraftSchema,
  response: startedDraftSchema,
});

export const findingsOperations = [getFindingsOperation, startFindingsDraftOperation];
