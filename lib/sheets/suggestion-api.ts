import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  acceptSuggestionOperation,
  listSuggestionsOperation,
  rejectSuggestionOperation,
  suggestOperation,
  withdrawSuggestionOperation,
} from "./suggestion-operations.ts";
import type { acceptSuggestionSchema, SUGGESTION_FILTERS, suggestSchema } from "./suggestion-schemas.ts";

/** How many answered suggestions a page shows. */
const EARLIER = 20;
const WAITING = 100;

/** How often a page that stays open asks anew, beside the news that it hears. */
const REFRESH_MS = 10_000;

type State = (typeof SUGGESTION_FILTERS)[number];

const list = (key: string, state: State, limit: number, signal: AbortSignal) =>
  apiFetch(apiPaths.sheetSuggestions(key, { state, limit }), {
    schema: listSuggestionsOperation.response,
    signal,
  });

/** Under the key of the sheets, so that whatever is news of a sheet is news of its suggestions. */
export const openSuggestionsQuery = (key: string) =>
  queryOptions({
    queryKey: ["sheets", key, "suggestions"],
    queryFn: ({ signal }) => list(key, "open", WAITING, signal),
    refetchInterval: REFRESH_MS,
  });

/** Apart from the sheets' key: it changes with the open ones alone, not with every edit. */
export const decidedSuggestionsQuery = (key: string) =>
  queryOptions({
    queryKey: ["decided-suggestions", key],
    queryFn: ({ signal }) => list(key, "decided", EARLIER, signal),
  });

export type SuggestInput = z.input<typeof suggestSchema>;

export const suggestEdits = (key: string, body: SuggestInput) =>
  apiFetch(apiPaths.sheetSuggestions(key), { body, schema: suggestOperation.response });

export type AcceptOver = z.input<typeof acceptSuggestionSchema>["over"];

export const acceptSuggestion = (key: string, id: number, over: AcceptOver) =>
  apiFetch(apiPaths.sheetSuggestion(key, id, "accept"), {
    body: over && over.length > 0 ? { over } : {},
    schema: acceptSuggestionOperation.response,
  });

export const rejectSuggestion = (key: string, id: number, reason: string) =>
  apiFetch(apiPaths.sheetSuggestion(key, id, "reject"), {
    body: reason === "" ? {} : { reason },
    schema: rejectSuggestionOperation.response,
  });

export const withdrawSuggestion = (key: string, id: number) =>
  apiFetch(apiPaths.sheetSuggestion(key, id, "withdraw"), {
    body: {},
    schema: withdrawSuggestionOperation.response,
  });
