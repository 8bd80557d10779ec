import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { leadKeys } from "./api.ts";
import { joinAnswerSchema, leadJoinsSchema, undoJoinAnswerSchema } from "./join-schemas.ts";
import { leadListSchema } from "./schemas.ts";

const FOUND = 8;

export const joinsQuery = (id: string) =>
  queryOptions({
    queryKey: [...leadKeys.all, "joins", id],
    queryFn: ({ signal }) => apiFetch(apiPaths.leadJoins(id), { schema: leadJoinsSchema, signal }),
  });

/** Leads that a search finds, to choose one of. */
export const leadSearchQuery = (q: string) =>
  queryOptions({
    queryKey: [...leadKeys.all, "search", q],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.leads({ q, limit: FOUND }), { schema: leadListSchema, signal }),
    enabled: q.trim() !== "",
  });

/** @throws ApiError */
export const postJoin = (id: number, other: number) =>
  apiFetch(apiPaths.leadJoins(id), {
    method: "POST",
    body: { with: String(other) },
    schema: joinAnswerSchema,
  });

/** @throws ApiError */
export const deleteJoin = (id: number, join: number) =>
  apiFetch(apiPaths.leadJoin(id, join), { method: "DELETE", body: {}, schema: undoJoinAnswerSchema });
