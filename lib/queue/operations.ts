import { z } from "zod";
import { operation } from "../http/operation.ts";
import { leadRefSchema } from "../leads/schemas.ts";
import { bulkAnswerSchema, bulkBody } from "./bulk-schemas.ts";
import { deedIdSchema, deedListSchema, listDeedsQuery, undoAnswerSchema } from "./deed-schemas.ts";
import { outcomeAnswerSchema, outcomeBody } from "./outcomes.ts";
import {
  acceptSchema,
  decisionSchema,
  exportQueueSchema,
  handoverIdSchema,
  listQueueSchema,
  queueSchema,
  rejectSchema,
} from "./schemas.ts";

const tag = "Queue";
const byId = z.object({ id: handoverIdSchema });

export const listQueueOperation = operation({
  id: "listQueue",
  method: "get",
  path: "/api/v1/queue",
  tag,
  summary: "Hand-overs, newest first; open ones unless asked otherwise",
  permission: "queue:read",
  query: listQueueSchema,
  response: queueSchema,
});

export const acceptHandoverOperation = operation({
  id: "acceptHandover",
  method: "post",
  path: "/api/v1/handovers/{id}/accept",
  tag,
  summary: "Accept a lead; it gets the stage `sal`, and the caller as owner where it has none",
  permission: "queue:work",
  params: byId,
  body: acceptSchema,
  response: decisionSchema,
});

export const rejectHandoverOperation = operation({
  id: "rejectHandover",
  method: "post",
  path: "/api/v1/handovers/{id}/reject",
  tag,
  summary: "Send a lead back with a reason; it gets the stage `recycled`",
  permission: "queue:work",
  params: byId,
  body: rejectSchema,
  response: decisionSchema,
});

export const reopenHandoverOperation = operation({
  id: "reopenHandover",
  method: "post",
  path: "/api/v1/handovers/{id}/reopen",
  tag,
  summary: "Take a decision back; for who made it, or an administrator",
  permission: "queue:work",
  params: byId,
  response: decisionSchema,
});

export const claimHandoverOperation = operation({
  id: "claimHandover",
  method: "post",
  path: "/api/v1/handovers/{id}/claim",
  tag,
  summary: "Take a lead that nobody has; of two at once one wins, and the other is told who",
  permission: "queue:work",
  params: byId,
  response: decisionSchema,
});

export const releaseHandoverOperation = operation({
  id: "releaseHandover",
  method: "post",
  path: "/api/v1/handovers/{id}/release",
  tag,
  summary: "Give a lead back to everybody",
  permission: "queue:work",
  params: byId,
  response: decisionSchema,
});

export const reassignHandoverOperation = operation({
  id: "reassignHandover",
  method: "post",
  path: "/api/v1/handovers/{id}/reassign",
  tag,
  summary: "Give a lead to another member: managers anybody's, a rep the rep's own and what nobody has",
  permission: "queue:reassign",
  params: byId,
  body: z.strictObject({ member_id: handoverIdSchema }),
  response: decisionSchema,
});

export const bulkHandoversOperation = operation({
  id: "bulkHandovers",
  method: "post",
  path: "/api/v1/handovers/bulk",
  tag,
  summary: "Claim, release, accept, reject or reassign up to 200 at once; what fails is named",
  permission: "queue:reassign",
  body: bulkBody,
  response: bulkAnswerSchema,
});

export const exportQueueOperation = operation({
  id: "exportQueue",
  method: "get",
  path: "/api/v1/queue/export",
  tag,
  summary: "The same hand-overs as CSV, all pages at once",
  permission: "leads:export",
  query: exportQueueSchema,
  response: z.string(),
  responseType: "text/csv",
});

export const recordOutcomeOperation = operation({
  id: "recordOutcome",
  method: "post",
  path: "/api/v1/leads/{id}/outcome",
  tag,
  summary: "Record what came of a lead: meeting, opportunity, won, or lost with a reason",
  permission: "leads:write",
  params: leadRefSchema,
  body: outcomeBody,
  response: outcomeAnswerSchema,
});

export const listDeedsOperation = operation({
  id: "listDeeds",
  method: "get",
  path: "/api/v1/deeds",
  tag,
  summary: "What the caller did that can be taken back, newest first",
  permission: "queue:read",
  query: listDeedsQuery,
  response: deedListSchema,
});

export const undoDeedOperation = operation({
  id: "undoDeed",
  method: "post",
  path: "/api/v1/deeds/{id}/undo",
  tag,
  summary: "Take back what the caller did, unless the world has moved on since",
  permission: "queue:read",
  params: deedIdSchema,
  response: undoAnswerSchema,
});

export const queueOperations = [
  listQueueOperation,
  acceptHandoverOperation,
  rejectHandoverOperation,
  reopenHandoverOperation,
  claimHandoverOperation,
  releaseHandoverOperation,
  reassignHandoverOperation,
  bulkHandoversOperation,
  exportQueueOperation,
  recordOutcomeOperation,
  listDeedsOperation,
  undoDeedOperation,
];
