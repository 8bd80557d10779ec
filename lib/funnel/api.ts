import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { type By, funnelLeadsSchema, funnelSchema } from "./schemas.ts";

export type FunnelState = {
  segment: string | null;
  from: string | null;
  to: string | null;
  basis: "cohort" | "period";
  horizon_days: number;
  by: By;
  value: string | null;
};
/** Which leads, in the words of the API: what differs from the report that is on screen. */
export type NumberSpec = Record<string, string | number>;

const REFRESH_MS = 60_000;

export const funnelQueryOptions = (state: FunnelState) =>
  queryOptions({
    queryKey: ["funnel", state],
    queryFn: ({ signal }) => apiFetch(apiPaths.funnel(state), { schema: funnelSchema, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

export const funnelLeadsQuery = (state: FunnelState, number: NumberSpec) =>
  infiniteQueryOptions({
    queryKey: ["funnel", "leads", state, number],
    queryFn: ({ signal, pageParam }) =>
      apiFetch(apiPaths.funnelLeads({ ...state, ...number, cursor: pageParam }), {
        schema: funnelLeadsSchema,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const funnelExportPath = (state: FunnelState, number: NumberSpec) =>
  apiPaths.funnelLeadsExport({ ...state, ...number });
