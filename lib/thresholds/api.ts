import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { getThresholdsOperation } from "./operations.ts";
import type { thresholdsInputSchema } from "./schemas.ts";

export type ThresholdsInput = z.input<typeof thresholdsInputSchema>;

/** Asked for only while it is looked at: it follows thousands of leads through time. */
export const thresholdsQuery = (key: string, body: ThresholdsInput) =>
  queryOptions({
    queryKey: ["sheet-thresholds", key, body],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetThresholds(key), { body, schema: getThresholdsOperation.response, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
