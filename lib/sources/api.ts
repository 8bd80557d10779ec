import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { keepPrevious } from "../http/query-client.ts";
import { apiPaths } from "../paths.ts";
import {
  createSourceOperation,
  deleteSourceOperation,
  limitSourceOperation,
  listArrivalsOperation,
  listSourcesOperation,
  rotateKeyOperation,
  updateSourceOperation,
} from "./operations.ts";
import type { CreateSource, UpdateSource } from "./schemas.ts";

export const sourcesQuery = () =>
  queryOptions({
    queryKey: ["sources"],
    queryFn: ({ signal }) => apiFetch(apiPaths.sources(), { schema: listSourcesOperation.response, signal }),
  });

export type ArrivalFilters = { event: string; refused: boolean };

export const arrivalsQuery = (id: number, { event, refused }: ArrivalFilters) =>
  queryOptions({
    queryKey: ["sources", id, "arrivals", event, refused],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sourceArrivals(id, { event, refused, limit: 100 }), {
        schema: listArrivalsOperation.response,
        signal,
      }),
    ...keepPrevious,
  });

export const createSource = (body: CreateSource) =>
  apiFetch(apiPaths.sources(), { body, schema: createSourceOperation.response });

export const updateSource = ({ id, ...body }: UpdateSource & { id: number }) =>
  apiFetch(apiPaths.source(id), { method: "PATCH", body, schema: updateSourceOperation.response });

export const deleteSource = (id: number) =>
  apiFetch(apiPaths.source(id), { method: "DELETE", schema: deleteSourceOperation.response });

export const rotateKey = ({ id, hours }: { id: number; hours: number }) =>
  apiFetch(apiPaths.sourceRotate(id), {
    body: { keep_old_hours: hours },
    schema: rotateKeyOperation.response,
  });

export const limitSource = ({ id, limit }: { id: number; limit: number | null }) =>
  apiFetch(apiPaths.sourceLimit(id), {
    method: "PUT",
    body: { events_per_minute: limit },
    schema: limitSourceOperation.response,
  });
