import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  addPatternOperation,
  decideEventOperation,
  previewPatternOperation,
  removePatternOperation,
} from "./operations.ts";
import { type PatternInput, trafficSchema } from "./schemas.ts";

/** How often a job that is under way is asked how far it has come (milliseconds). */
const POLL_MS = 1_000;

export const trafficQuery = () =>
  queryOptions({
    queryKey: ["traffic"],
    queryFn: ({ signal }) => apiFetch(apiPaths.traffic(), { schema: trafficSchema, signal }),
    refetchInterval: ({ state }) => state.data?.patterns.some(({ progress }) => progress !== null) && POLL_MS,
  });

/** @throws ApiError */
export const postPattern = (body: PatternInput) =>
  apiFetch(apiPaths.trafficPatterns(), { body, schema: addPatternOperation.response });

/** @throws ApiError */
export const postPatternPreview = (body: PatternInput) =>
  apiFetch(apiPaths.trafficPatternPreview(), { body, schema: previewPatternOperation.response });

/** @throws ApiError */
export const deletePattern = (id: number) =>
  apiFetch(apiPaths.trafficPattern(id), { method: "DELETE", schema: removePatternOperation.response });

/** @throws ApiError */
export const putEventDecision = (lead: string, event: string, counts: boolean) =>
  apiFetch(apiPaths.leadEvent(lead, event), {
    method: "PUT",
    body: { counts },
    schema: decideEventOperation.response,
  });
