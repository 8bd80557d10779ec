import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { getSlaOperation, getSpeedOperation, putSlaOperation } from "./operations.ts";
import type { Sla } from "./schemas.ts";

const REFRESH_MS = 60_000;

export const slaQuery = () =>
  queryOptions({
    queryKey: ["sla"],
    queryFn: ({ signal }) => apiFetch(apiPaths.sla(), { schema: getSlaOperation.response, signal }),
  });

/** Begins with "queue", so that whatever refreshes the queue refreshes it. */
export const speedQuery = () =>
  queryOptions({
    queryKey: ["queue", "speed"],
    queryFn: ({ signal }) => apiFetch(apiPaths.queueSpeed(), { schema: getSpeedOperation.response, signal }),
    refetchInterval: REFRESH_MS,
  });

/** @throws ApiError */
export const putSla = (sla: Sla | null) =>
  apiFetch(apiPaths.sla(), { method: "PUT", body: { sla }, schema: putSlaOperation.response });
