import { z } from "zod";
import { operation } from "../http/operation.ts";
import { listRejectedSchema, rejectedEventsSchema } from "./rejected-schemas.ts";

export const listRejectedEventsOperation = operation({
  id: "listRejectedEvents",
  method: "get",
  path: "/api/v1/rejected-events",
  tag: "Events",
  summary: "Messages that could not be taken, newest first, each with its reason",
  permission: "events:read",
  query: z.object(listRejectedSchema.shape),
  response: rejectedEventsSchema,
});

export const collectorOperations = [listRejectedEventsOperation];
