import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  activateSchema,
  addCommentSchema,
  answerSchema,
  commentIdSchema,
  commentSchema,
  declineSchema,
  ownersSchema,
  questionSchema,
  readinessSchema,
  requestChangesSchema,
  resolveCommentSchema,
  retireSchema,
  reviewTrialSchema,
  setOwnersSchema,
  stepSchema,
  submitSchema,
  trialReviewsSchema,
} from "./agreement-schemas.ts";
import { approvalSchema, sheetKeySchema } from "./schemas.ts";

const tag = "Agreement";
const byKey = z.object({ key: sheetKeySchema });

export const submitDraftOperation = operation({
  id: "submitDraft",
  method: "post",
  path: "/api/v1/sheets/{key}/submit",
  tag,
  summary: "Submit the draft for review; both sides are told",
  permission: "sheets:write",
  params: byKey,
  body: submitSchema,
  response: stepSchema,
});

export const requestChangesOperation = operation({
  id: "requestChanges",
  method: "post",
  path: "/api/v1/sheets/{key}/request-changes",
  tag,
  summary: "Ask for changes: the version in review is a draft again, without signatures",
  permission: "sheets:write",
  params: byKey,
  body: requestChangesSchema,
  response: stepSchema,
});

export const activateSheetOperation = operation({
  id: "activateSheet",
  method: "post",
  path: "/api/v1/sheets/{key}/activate",
  tag,
  summary:
    "Activate a version that both sides have signed and that waits for its time: now, or at another time",
  permission: "sheets:sign",
  params: byKey,
  body: activateSchema,
  response: approvalSchema,
});

export const retireSheetOperation = operation({
  id: "retireSheet",
  method: "post",
  path: "/api/v1/sheets/{key}/retire",
  tag,
  summary: "Retire the active version: its leads lose their score on this sheet",
  permission: "sheets:sign",
  params: byKey,
  body: retireSchema,
  response: stepSchema,
});

export const getTrialOperation = operation({
  id: "getTrialReviews",
  method: "get",
  path: "/api/v1/sheets/{key}/trial",
  tag,
  summary: "What both sides have said of the active version's trial",
  permission: "sheets:read",
  params: byKey,
  response: trialReviewsSchema,
});

export const reviewTrialOperation = operation({
  id: "reviewTrial",
  method: "post",
  path: "/api/v1/sheets/{key}/trial",
  tag,
  summary: "Confirm the active version for the caller's side, or say that it needs to be revised",
  permission: "sheets:sign",
  params: byKey,
  body: reviewTrialSchema,
  response: trialReviewsSchema,
});

export const setOwnersOperation = operation({
  id: "setSheetOwners",
  method: "put",
  path: "/api/v1/sheets/{key}/owners",
  tag,
  summary: "Say who answers for the sheet on each side",
  permission: "sheets:write",
  params: byKey,
  body: setOwnersSchema,
  response: ownersSchema,
});

export const listCommentsOperation = operation({
  id: "listSheetComments",
  method: "get",
  path: "/api/v1/sheets/{key}/comments",
  tag,
  summary: "What was said about the sheet and its rules, oldest first",
  permission: "sheets:read",
  params: byKey,
  response: z.object({ comments: z.array(commentSchema) }),
});

export const addCommentOperation = operation({
  id: "addSheetComment",
  method: "post",
  path: "/api/v1/sheets/{key}/comments",
  tag,
  summary: "Comment on the newest version, on one of its rules, or answer a comment; `@name` tells a member",
  permission: "sheets:write",
  params: byKey,
  body: addCommentSchema,
  response: commentSchema,
});

export const resolveCommentOperation = operation({
  id: "resolveSheetComment",
  method: "patch",
  path: "/api/v1/sheets/{key}/comments/{id}",
  tag,
  summary: "Resolve a comment, or open it again",
  permission: "sheets:write",
  params: byKey.extend({ id: commentIdSchema }),
  body: resolveCommentSchema,
  response: commentSchema,
});

export const getReadinessOperation = operation({
  id: "getReadiness",
  method: "get",
  path: "/api/v1/sheets/{key}/readiness",
  tag,
  summary: "Ten questions to answer before scoring starts, answered from what is set up",
  permission: "sheets:read",
  params: byKey,
  response: readinessSchema,
});

const byQuestion = byKey.extend({ question: questionSchema });

export const declineQuestionOperation = operation({
  id: "declineQuestion",
  method: "put",
  path: "/api/v1/sheets/{key}/readiness/{question}",
  tag,
  summary: "Decide to do without what a question asks for, with the reason",
  permission: "sheets:write",
  params: byQuestion,
  body: declineSchema,
  response: answerSchema,
});

export const reopenQuestionOperation = operation({
  id: "reopenQuestion",
  method: "delete",
  path: "/api/v1/sheets/{key}/readiness/{question}",
  tag,
  summary: "Take back the decision to do without",
  permission: "sheets:write",
  params: byQuestion,
  response: answerSchema,
});

export const agreementOperations = [
  submitDraftOperation,
  requestChangesOperation,
  activateSheetOperation,
  retireSheetOperation,
  getTrialOperation,
  reviewTrialOperation,
  setOwnersOperation,
  listCommentsOperation,
  addCommentOperation,
  resolveCommentOperation,
  getReadinessOperation,
  declineQuestionOperation,
  reopenQuestionOperation,
];
