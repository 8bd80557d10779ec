import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  getPreferencesOperation,
  listNotificationsOperation,
  markReadOperation,
  setPreferencesOperation,
} from "./operations.ts";
import type { Preferences } from "./preference-schemas.ts";

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

export const preferencesQuery = () =>
  queryOptions({
    queryKey: ["notification-preferences"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.notificationPreferences(), { schema: getPreferencesOperation.response, signal }),
  });

export const setPreferences = (body: Preferences) =>
  apiFetch(apiPaths.notificationPreferences(), {
    method: "PUT",
    body,
    schema: setPreferencesOperation.response,
  });
