import { z } from "zod";
import { operation } from "../http/operation.ts";
import { sheetKeySchema } from "./schemas.ts";
import {
  acceptedSuggestionSchema,
  acceptSuggestionSchema,
  listSuggestionsQuery,
  rejectSuggestionSchema,
  suggestionIdSchema,
  suggestionListSchema,
  suggestionSchema,
  suggestSchema,
} from "./suggestion-schemas.ts";

const tag = "Agreement";
const byKey = z.object({ key: sheetKeySchema });
const byId = byKey.extend({ id: suggestionIdSchema });

export const listSuggestionsOperation = operation({
  id: "listSuggestions",
  method: "get",
  path: "/api/v1/sheets/{key}/suggestions",
  tag,
  summary: "Proposed changes to the sheet, newest first, and what has changed under the open ones",
  permission: "sheets:read",
  params: byKey,
  query: listSuggestionsQuery,
  response: suggestionListSchema,
});

export const suggestOperation = operation({
  id: "suggestEdits",
  method: "post",
  path: "/api/v1/sheets/{key}/suggestions",
  tag,
  summary: "Propose edits of the draft, with a reason; nothing changes until somebody accepts them",
  permission: "sheets:write",
  params: byKey,
  body: suggestSchema,
  response: suggestionSchema,
});

export const acceptSuggestionOperation = operation({
  id: "acceptSuggestion",
  method: "post",
  path: "/api/v1/sheets/{key}/suggestions/{id}/accept",
  tag,
  summary:
    "Accept a suggestion: an edit by the caller, credited to both; 409 where an item has changed since",
  permission: "sheets:write",
  params: byId,
  body: acceptSuggestionSchema,
  response: acceptedSuggestionSchema,
});

export const rejectSuggestionOperation = operation({
  id: "rejectSuggestion",
  method: "post",
  path: "/api/v1/sheets/{key}/suggestions/{id}/reject",
  tag,
  summary: "Reject a suggestion, with or without a reason",
  permission: "sheets:write",
  params: byId,
  body: rejectSuggestionSchema,
  response: suggestionSchema,
});

export const withdrawSuggestionOperation = operation({
  id: "withdrawSuggestion",
  method: "post",
  path: "/api/v1/sheets/{key}/suggestions/{id}/withdraw",
  tag,
  summary: "Take the caller's own suggestion back",
  permission: "sheets:write",
  params: byId,
  response: suggestionSchema,
});

export const suggestionOperations = [
  listSuggestionsOperation,
  suggestOperation,
  acceptSuggestionOperation,
  rejectSuggestionOperation,
  withdrawSuggestionOperation,
];
