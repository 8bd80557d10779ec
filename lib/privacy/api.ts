import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { leadKeys } from "../leads/api.ts";
import { apiPaths } from "../paths.ts";
import {
  consentsSchema,
  erasedSchema,
  type recordConsentBody,
  retentionPreviewSchema,
  retentionSchema,
  type setRetentionBody,
} from "./schemas.ts";

export const consentsQuery = (id: string) =>
  queryOptions({
    queryKey: [...leadKeys.all, "consents", id],
    queryFn: ({ signal }) => apiFetch(apiPaths.leadConsents(id), { schema: consentsSchema, signal }),
  });

/** @throws ApiError */
export const postConsent = (id: number, body: z.input<typeof recordConsentBody>) =>
  apiFetch(apiPaths.leadConsents(id), { method: "POST", body, schema: consentsSchema });

/** @throws ApiError */
export const postErase = (id: number, confirm: string) =>
  apiFetch(apiPaths.leadErase(id), { method: "POST", body: { confirm }, schema: erasedSchema });

export const retentionQuery = () =>
  queryOptions({
    queryKey: ["retention"],
    queryFn: ({ signal }) => apiFetch(apiPaths.retention(), { schema: retentionSchema, signal }),
  });

/** @throws ApiError */
export const putRetention = (body: z.input<typeof setRetentionBody>) =>
  apiFetch(apiPaths.retention(), { method: "PUT", body, schema: retentionSchema });

/** @throws ApiError */
export const postRetentionPreview = (body: z.input<typeof setRetentionBody>) =>
  apiFetch(apiPaths.retentionPreview(), { method: "POST", body, schema: retentionPreviewSchema });
