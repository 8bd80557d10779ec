import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { deleteSegmentOperation, listSegmentsOperation, putSegmentOperation } from "./operations.ts";
import type { putSegmentSchema } from "./schemas.ts";

export const segmentsQuery = () =>
  queryOptions({
    queryKey: ["segments"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.segments(), { schema: listSegmentsOperation.response, signal }),
  });

export type PutSegment = z.input<typeof putSegmentSchema> & { key: string };

export const putSegment = ({ key, ...body }: PutSegment) =>
  apiFetch(apiPaths.segment(key), { method: "PUT", body, schema: putSegmentOperation.response });

export const deleteSegment = (key: string) =>
  apiFetch(apiPaths.segment(key), { method: "DELETE", schema: deleteSegmentOperation.response });
