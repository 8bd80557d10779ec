import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  conditionCountSchema,
  countConditionSchema,
  putSegmentSchema,
  savedSegmentSchema,
  segmentKeySchema,
  segmentListSchema,
} from "./schemas.ts";

const tag = "Segments";
const byKey = z.object({ key: segmentKeySchema });

export const listSegmentsOperation = operation({
  id: "listSegments",
  method: "get",
  path: "/api/v1/segments",
  tag,
  summary: "Segments in their order, with how many leads each has",
  permission: "segments:read",
  response: segmentListSchema,
});

export const countConditionOperation = operation({
  id: "countCondition",
  method: "post",
  path: "/api/v1/conditions/count",
  tag,
  summary: "How many leads meet a condition now; writes nothing",
  permission: "segments:read",
  body: countConditionSchema,
  response: conditionCountSchema,
});

export const putSegmentOperation = operation({
  id: "putSegment",
  method: "put",
  path: "/api/v1/segments/{key}",
  tag,
  summary: "Create or change a segment, or move it in the order",
  permission: "segments:write",
  params: byKey,
  body: putSegmentSchema,
  response: savedSegmentSchema,
});

export const deleteSegmentOperation = operation({
  id: "deleteSegment",
  method: "delete",
  path: "/api/v1/segments/{key}",
  tag,
  summary: "Delete a segment that no sheet version uses",
  permission: "segments:write",
  params: byKey,
  response: z.object({ key: z.string() }),
});

export const segmentOperations = [
  listSegmentsOperation,
  countConditionOperation,
  putSegmentOperation,
  deleteSegmentOperation,
];
