import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { listNotificationsOperation, markReadOperation } from "./operations.ts";

const REFRESH_MS = 30_000;

export const notificationsQuery = () =>
  queryOptions({
    queryKey: ["notifications"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.notifications(), { schema: listNotificationsOperation.response, signal }),
    refetchInterval: REFRESH_MS,
  });

export const markNotificationsRead = (ids?: number[]) =>
  apiFetch(apiPaths.notificationsRead(), {
    body: ids ? { ids } : {},
    schema: markReadOperation.response,
  });
