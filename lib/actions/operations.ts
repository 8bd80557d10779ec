import { z } from "zod";
import { operation } from "../http/operation.ts";
import { listRunsSchema, runFilterSchema, runIdSchema, runSchema, runsSchema } from "./schemas.ts";

const tag = "Actions";

export const listRunsOperation = operation({
  id: "listActionRuns",
  method: "get",
  path: "/api/v1/action-runs",
  tag,
  summary: "What actions did, what waits, what failed and why; newest first",
  permission: "actions:read",
  query: listRunsSchema,
  response: runsSchema,
});

export const exportRunsOperation = operation({
  id: "exportActionRuns",
  method: "get",
  path: "/api/v1/action-runs/export",
  tag,
  summary: "All runs that the filters let through, as CSV",
  permission: "actions:read",
  query: runFilterSchema,
  response: z.string(),
  responseType: "text/csv",
});

export const replayRunOperation = operation({
  id: "replayActionRun",
  method: "post",
  path: "/api/v1/action-runs/{id}/replay",
  tag,
  summary: "Have a run that failed or was skipped tried again, at once",
  permission: "actions:replay",
  params: runIdSchema,
  response: runSchema,
});

export const actionOperations = [listRunsOperation, exportRunsOperation, replayRunOperation];
