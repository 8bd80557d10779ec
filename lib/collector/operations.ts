import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  exportRejectedSchema,
  listRejectedSchema,
  rejectedEventsSchema,
  replayedSchema,
  replayRejectedSchema,
} from "./rejected-schemas.ts";

const tag = "Events";

export const listRejectedEventsOperation = operation({
  id: "listRejectedEvents",
  method: "get",
  path: "/api/v1/rejected-events",
  tag,
  summary: "Messages that could not be taken, newest first, each with its reason",
  permission: "events:read",
  query: z.object(listRejectedSchema.shape),
  response: rejectedEventsSchema,
});

export const exportRejectedEventsOperation = operation({
  id: "exportRejectedEvents",
  method: "get",
  path: "/api/v1/rejected-events/export",
  tag,
  summary: "All messages that could not be taken, whole, as CSV or as a line of JSON each",
  permission: "events:read",
  query: z.object(exportRejectedSchema.shape),
  response: z.string(),
  responseType: "text/csv",
});

export const replayRejectedEventsOperation = operation({
  id: "replayRejectedEvents",
  method: "post",
  path: "/api/v1/rejected-events/replay",
  tag,
  summary: "Take refused messages again, as they came or put right; each keeps its id and its times",
  permission: "events:replay",
  body: replayRejectedSchema,
  response: replayedSchema,
});

export const collectorOperations = [
  listRejectedEventsOperation,
  exportRejectedEventsOperation,
  replayRejectedEventsOperation,
];
