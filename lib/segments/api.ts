import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { keepPrevious } from "../http/query-client.ts";
import { apiPaths } from "../paths.ts";
import {
  countConditionOperation,
  deleteSegmentOperation,
  listSegmentsOperation,
  putSegmentOperation,
} from "./operations.ts";
import type { putSegmentSchema } from "./schemas.ts";

/** How often a page that stays open counts anew. */
const REFRESH_MS = 30_000;

export const segmentsQuery = () =>
  queryOptions({
    refetchInterval: REFRESH_MS,
    queryKey: ["segments"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.segments(), { schema: listSegmentsOperation.response, signal }),
  });

export const conditionCountQuery = (when: unknown) =>
  queryOptions({
    queryKey: ["condition-count", JSON.stringify(when)],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.conditionCount(), {
        body: { when },
        schema: countConditionOperation.response,
        signal,
      }),
    staleTime: 30_000,
    ...keepPrevious,
  });

export type PutSegment = z.input<typeof putSegmentSchema> & { key: string };

export const putSegment = ({ key, ...body }: PutSegment) =>
  apiFetch(apiPaths.segment(key), { method: "PUT", body, schema: putSegmentOperation.response });

export const deleteSegment = (key: string) =>
  apiFetch(apiPaths.segment(key), { method: "DELETE", schema: deleteSegmentOperation.response });
