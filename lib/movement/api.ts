import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { keepPrevious } from "../http/query-client.ts";
import { apiPaths } from "../paths.ts";
import { groupsReportSchema, moversSchema } from "./schemas.ts";

/** As the page's URL has it; null: left out. */
export type GroupsFilters = { segment: string | null; from: string | null; to: string | null };

export const groupsReportQuery = (filters: GroupsFilters) =>
  queryOptions({
    queryKey: ["reports", "groups", filters],
    queryFn: ({ signal }) => apiFetch(apiPaths.reportGroups(filters), { schema: groupsReportSchema, signal }),
    ...keepPrevious,
  });

/** Leads that went from one group to another, page by page. */
export const moversQuery = (filters: GroupsFilters, left: string, entered: string) =>
  infiniteQueryOptions({
    queryKey: ["reports", "groups", "leads", filters, left, entered],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.reportGroupMovers({ ...filters, left, entered, cursor: pageParam }), {
        schema: moversSchema,
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next_cursor,
  });
