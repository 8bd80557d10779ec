import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { keepPrevious } from "../http/query-client.ts";
import { apiPaths } from "../paths.ts";
import { getEventNameOperation, listEventNamesOperation } from "./operations.ts";

/** Pages of the event catalogue, the most frequent first. */
export const eventNamesQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["event-names", q],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.eventNames({ q, cursor: pageParam }), {
        schema: listEventNamesOperation.response,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    ...keepPrevious,
  });

export const eventNameQuery = (name: string) =>
  queryOptions({
    queryKey: ["event-name", name],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.eventName(name), { schema: getEventNameOperation.response, signal }),
  });
