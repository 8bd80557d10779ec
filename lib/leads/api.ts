import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  leadFiltersSchema,
  leadListSchema,
  leadSchema,
  type recordStageBody,
  type Sort,
  stageAnswerSchema,
} from "./schemas.ts";
import { leadScoreSchema, scoreHistorySchema } from "./score-schemas.ts";
import type { Stage } from "./stages.ts";
import { timelineSchema } from "./timeline-schemas.ts";

export type LeadListState = {
  segment: string | null;
  sheet: string | null;
  group: string | null;
  label: string | null;
  stage: Stage | null;
  owner: string | null;
  excluded: "true" | "false" | null;
  q: string;
  sort: Sort;
  cursor: string | null;
};
/** Which score of a lead is looked at; null: the default. */
export type LeadView = { sheet: string | null; version: string | null; as_of: string | null };

const key = ["leads"] as const;
export const leadKeys = {
  all: key,
  list: (state: LeadListState) => [...key, "list", state] as const,
  filters: () => [...key, "filters"] as const,
  one: (id: string) => [...key, "one", id] as const,
  score: (id: string, view: LeadView) => [...key, "score", id, view] as const,
  timeline: (id: string, view: LeadView) => [...key, "timeline", id, view] as const,
  history: (id: string, view: Omit<LeadView, "as_of">) => [...key, "history", id, view] as const,
};

export const exportPath = ({ cursor, ...filter }: LeadListState) => apiPaths.leadsExport(filter);

export const leadListQuery = (state: LeadListState) =>
  queryOptions({
    queryKey: leadKeys.list(state),
    queryFn: ({ signal }) => apiFetch(apiPaths.leads(state), { schema: leadListSchema, signal }),
    placeholderData: keepPreviousData,
  });

export const leadFiltersQuery = () =>
  queryOptions({
    queryKey: leadKeys.filters(),
    queryFn: ({ signal }) => apiFetch(apiPaths.leadFilters(), { schema: leadFiltersSchema, signal }),
    staleTime: 5 * 60_000,
  });

export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: leadKeys.one(id),
    queryFn: ({ signal }) => apiFetch(apiPaths.lead(id), { schema: leadSchema, signal }),
  });

export const leadScoreQuery = (id: string, view: LeadView) =>
  queryOptions({
    queryKey: leadKeys.score(id, view),
    queryFn: ({ signal }) => apiFetch(apiPaths.leadScore(id, view), { schema: leadScoreSchema, signal }),
    placeholderData: keepPreviousData,
  });

export const timelineOptions = (id: string, view: LeadView) =>
  infiniteQueryOptions({
    queryKey: leadKeys.timeline(id, view),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.leadTimeline(id, { ...view, cursor: pageParam }), { schema: timelineSchema, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
  });

export const scoreHistoryQuery = (id: string, view: Omit<LeadView, "as_of">) =>
  queryOptions({
    queryKey: leadKeys.history(id, view),
    queryFn: ({ signal }) => apiFetch(apiPaths.leadHistory(id, view), { schema: scoreHistorySchema, signal }),
    placeholderData: keepPreviousData,
  });

/** @throws ApiError */
export const postStage = (id: number, body: z.input<typeof recordStageBody>) =>
  apiFetch(apiPaths.leadStage(id), { method: "POST", body, schema: stageAnswerSchema });
