import { operation } from "../http/operation.ts";
import { putSlaSchema, slaAnswerSchema, speedSchema } from "./schemas.ts";

const tag = "Routing";

export const getSlaOperation = operation({
  id: "getSla",
  method: "get",
  path: "/api/v1/sla",
  tag,
  summary: "How soon sales is to answer a hand-over, and what happens where it does not",
  permission: "routing:read",
  response: slaAnswerSchema,
});

export const putSlaOperation = operation({
  id: "putSla",
  method: "put",
  path: "/api/v1/sla",
  tag,
  summary: "Set the target, working time and escalation of hand-overs made from now on; null ends it",
  permission: "routing:manage",
  body: putSlaSchema,
  response: slaAnswerSchema,
});

export const getSpeedOperation = operation({
  id: "getSpeedToLead",
  method: "get",
  path: "/api/v1/queue/speed",
  tag,
  summary: "Median time until sales answers a hand-over, over the last 30 days",
  permission: "queue:read",
  response: speedSchema,
});

export const slaOperations = [getSlaOperation, putSlaOperation, getSpeedOperation];
