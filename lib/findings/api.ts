import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { getFindingsOperation, startFindingsDraftOperation } from "./operations.ts";
import type { findingsInputSchema, startDraftSchema } from "./schemas.ts";

export type FindingsInput = z.input<typeof findingsInputSchema>;

/**
 * Asked for only while it is looked at: it reads thousands of histories.
 * @param hash of the draft that is asked about, so that an edit asks anew
 */
export const findingsQuery = (key: string, body: FindingsInput, hash?: string) =>
  queryOptions({
    queryKey: ["sheet-findings", key, body, hash ?? null],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetFindings(key), { body, schema: getFindingsOperation.response, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export type StartDraft = z.input<typeof startDraftSchema>;

export const startFindingsDraft = (key: string, body: StartDraft) =>
  apiFetch(apiPaths.sheetFindingsDraft(key), { body, schema: startFindingsDraftOperation.response });
