import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  acceptSchema,
  decisionSchema,
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

export const queueOperations = [
  listQueueOperation,
  acceptHandoverOperation,
  rejectHandoverOperation,
  reopenHandoverOperation,
];
