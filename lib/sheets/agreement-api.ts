import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  activateSheetOperation,
  addCommentOperation,
  declineQuestionOperation,
  getReadinessOperation,
  getTrialOperation,
  listCommentsOperation,
  reopenQuestionOperation,
  requestChangesOperation,
  resolveCommentOperation,
  retireSheetOperation,
  reviewTrialOperation,
  setOwnersOperation,
  submitDraftOperation,
} from "./agreement-operations.ts";
import type { Question } from "./agreement-schemas.ts";

/** How often a conversation that stays open asks for what others said. */
const REFRESH_MS = 10_000;

export const commentsQuery = (key: string) =>
  queryOptions({
    queryKey: ["sheet-comments", key],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetComments(key), { schema: listCommentsOperation.response, signal }),
    refetchInterval: REFRESH_MS,
  });

export const trialQuery = (key: string) =>
  queryOptions({
    queryKey: ["sheet-trial", key],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetTrial(key), { schema: getTrialOperation.response, signal }),
  });

export const readinessQuery = (key: string) =>
  queryOptions({
    queryKey: ["sheet-readiness", key],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetReadiness(key), { schema: getReadinessOperation.response, signal }),
  });

export const submitDraft = (key: string, note?: string) =>
  apiFetch(apiPaths.sheetSubmit(key), { body: note ? { note } : {}, schema: submitDraftOperation.response });

export const requestChanges = (key: string, reason: string) =>
  apiFetch(apiPaths.sheetChanges(key), { body: { reason }, schema: requestChangesOperation.response });

export type ActivateInput = { hash: string; note?: string; activate_at?: string; silent?: boolean };

export const activateSheet = (key: string, body: ActivateInput) =>
  apiFetch(apiPaths.sheetActivate(key), { body, schema: activateSheetOperation.response });

export const retireSheet = (key: string, body: { version: number; note?: string }) =>
  apiFetch(apiPaths.sheetRetire(key), { body, schema: retireSheetOperation.response });

export type TrialInput = { version: number; decision: "confirm" | "revise"; note?: string };

export const reviewTrial = (key: string, body: TrialInput) =>
  apiFetch(apiPaths.sheetTrial(key), { body, schema: reviewTrialOperation.response });

export type CommentInput = { body: string; item?: string | null; parent?: number };

export const addComment = (key: string, body: CommentInput) =>
  apiFetch(apiPaths.sheetComments(key), { body, schema: addCommentOperation.response });

export const resolveComment = (key: string, id: number, resolved: boolean) =>
  apiFetch(apiPaths.sheetComment(key, id), {
    method: "PATCH",
    body: { resolved },
    schema: resolveCommentOperation.response,
  });

export const setOwners = (key: string, body: { marketing?: number | null; sales?: number | null }) =>
  apiFetch(apiPaths.sheetOwners(key), { method: "PUT", body, schema: setOwnersOperation.response });

export const declineQuestion = (key: string, question: Question, reason: string) =>
  apiFetch(apiPaths.sheetReadinessQuestion(key, question), {
    method: "PUT",
    body: { reason },
    schema: declineQuestionOperation.response,
  });

export const reopenQuestion = (key: string, question: Question) =>
  apiFetch(apiPaths.sheetReadinessQuestion(key, question), {
    method: "DELETE",
    schema: reopenQuestionOperation.response,
  });
