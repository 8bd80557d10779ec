import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  decidedEventSchema,
  decideEventBody,
  eventParams,
  patternBody,
  patternParams,
  patternPreviewSchema,
  patternSchema,
  trafficSchema,
} from "./schemas.ts";

const tag = "Traffic";
const permission = "traffic:manage";

export const getTrafficOperation = operation({
  id: "getTraffic",
  method: "get",
  path: "/api/v1/traffic",
  tag,
  summary: "What does not count and why: bots, mail proxies and scanners, and patterns of your own",
  permission,
  response: trafficSchema,
});

export const addPatternOperation = operation({
  id: "addTrafficPattern",
  method: "post",
  path: "/api/v1/traffic/patterns",
  tag,
  summary: "Let events by matching agents not count, from now on and backwards; a job marks stored ones",
  permission,
  body: patternBody,
  response: patternSchema,
  status: 201,
});

export const previewPatternOperation = operation({
  id: "previewTrafficPattern",
  method: "post",
  path: "/api/v1/traffic/patterns/preview",
  tag,
  summary: "How many stored events a pattern would mark; changes nothing",
  permission,
  body: patternBody,
  response: patternPreviewSchema,
});

export const removePatternOperation = operation({
  id: "removeTrafficPattern",
  method: "delete",
  path: "/api/v1/traffic/patterns/{id}",
  tag,
  summary: "Remove a pattern; a job lets the events that it marked count again",
  permission,
  params: patternParams,
  response: z.object({ id: z.number().int() }),
});

export const decideEventOperation = operation({
  id: "decideLeadEvent",
  method: "put",
  path: "/api/v1/leads/{id}/events/{event}",
  tag,
  summary:
    "Decide by hand whether an event counts; the score follows at once, and no pattern changes it again",
  permission,
  params: eventParams,
  body: decideEventBody,
  response: decidedEventSchema,
});

export const trafficOperations = [
  getTrafficOperation,
  addPatternOperation,
  previewPatternOperation,
  removePatternOperation,
  decideEventOperation,
];
