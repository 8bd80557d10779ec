import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  changePasswordOperation,
  getMeOperation,
  signOutEverywhereOperation,
  updateMeOperation,
} from "./me-operations.ts";
import type { ChangePasswordInput, UpdateMeInput } from "./me-schemas.ts";

export const meQuery = () =>
  queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => apiFetch(apiPaths.me(), { schema: getMeOperation.response, signal }),
  });

export const updateMe = (body: UpdateMeInput) =>
  apiFetch(apiPaths.me(), { method: "PATCH", body, schema: updateMeOperation.response });

export const changePassword = (body: ChangePasswordInput) =>
  apiFetch(apiPaths.mePassword(), { body, schema: changePasswordOperation.response });

export const signOutEverywhere = () =>
  apiFetch(apiPaths.meSignOutEverywhere(), { method: "POST", schema: signOutEverywhereOperation.response });
