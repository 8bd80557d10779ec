import { z } from "zod";
import { operation } from "../http/operation.ts";
import { eventDetailSchema, eventNamesSchema, listEventNamesSchema } from "./schemas.ts";

const tag = "Events";

export const listEventNamesOperation = operation({
  id: "listEventNames",
  method: "get",
  path: "/api/v1/event-names",
  tag,
  summary: "The event catalogue: what came, how often, from where, and which rules count it",
  permission: "events:read",
  query: z.object(listEventNamesSchema.shape),
  response: eventNamesSchema,
});

export const getEventNameOperation = operation({
  id: "getEventName",
  method: "get",
  path: "/api/v1/event-names/{name}",
  tag,
  summary: "The properties of an event, with their most frequent values",
  permission: "events:read",
  params: z.object({ name: z.string().min(1).max(200) }),
  response: eventDetailSchema,
});

export const eventOperations = [listEventNamesOperation, getEventNameOperation];
