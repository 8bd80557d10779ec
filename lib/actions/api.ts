import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { inferParserType } from "nuqs/server";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { listRunsOperation, replayRunOperation } from "./operations.ts";
import type { Runs } from "./schemas.ts";
import type { runParsers } from "./search-params.ts";

export type RunFilters = inferParserType<typeof runParsers>;

export const runKeys = { all: ["action-runs"] as const };

/** While something waits, the page asks again so often. */
const WAITING_MS = 5_000;
/** How many runs a lead's page shows. */
export const LEAD_RUNS = 5;

const waits = (pages: readonly Runs[] | undefined) =>
  pages?.some(({ items }) => items.some(({ state }) => state === "waiting")) ? WAITING_MS : false;

/** Pages of runs, newest first; each next one is older. */
export const runsQuery = (filters: RunFilters) =>
  infiniteQueryOptions({
    queryKey: [...runKeys.all, "list", filters],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.actionRuns({ ...filters, cursor: pageParam }), {
        schema: listRunsOperation.response,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => waits(query.state.data?.pages),
  });

/** The newest runs of one lead. */
export const leadRunsQuery = (lead: number) =>
  queryOptions({
    queryKey: [...runKeys.all, "lead", lead],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.actionRuns({ lead, limit: LEAD_RUNS }), {
        schema: listRunsOperation.response,
        signal,
      }),
    refetchInterval: (query) => waits(query.state.data && [query.state.data]),
  });

export const replayRun = (id: number) =>
  apiFetch(apiPaths.actionRunReplay(id), { method: "POST", schema: replayRunOperation.response });
