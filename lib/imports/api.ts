import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths, withQuery } from "../paths.ts";
import type { Mapping } from "./mapping.ts";
import {
  analysisSchema,
  type ImportView,
  importListSchema,
  importSchema,
  mappingAnswer,
  previewSchema,
} from "./schemas.ts";

const POLL_MS = 1000;
export const RECENT = 20;

export type FileChoices = Pick<Mapping, "encoding" | "delimiter" | "header" | "time_zone">;

const key = ["imports"] as const;

export const importKeys = {
  all: key,
  list: () => [...key, "list"] as const,
  one: (id: number) => [...key, id] as const,
  analysis: (id: number, choices: FileChoices) => [...key, id, "analysis", choices] as const,
  preview: (id: number, mapping: Mapping) => [...key, id, "preview", mapping] as const,
};

/** Imports, newest first, page by page. */
export const importListQuery = () =>
  infiniteQueryOptions({
    queryKey: importKeys.list(),
    queryFn: ({ pageParam, signal }) =>
      apiFetch(withQuery(apiPaths.imports(), { limit: RECENT, cursor: pageParam }), {
        schema: importListSchema,
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** One import; asked again every second while it runs, and not otherwise. */
export const importQuery = (id: number) =>
  queryOptions({
    queryKey: importKeys.one(id),
    queryFn: ({ signal }) => apiFetch(apiPaths.import(id), { schema: importSchema, signal }),
    refetchInterval: (query) => (query.state.data?.state === "running" ? POLL_MS : false),
  });

/** Columns, samples and guesses of an uploaded file, as read under `choices`. */
export const analysisQuery = (id: number, choices: FileChoices) =>
  queryOptions({
    queryKey: importKeys.analysis(id, choices),
    queryFn: ({ signal }) => {
      const { encoding, delimiter, header, time_zone } = choices;
      const path = withQuery(`${apiPaths.import(id)}/analysis`, { encoding, delimiter, header, time_zone });
      return apiFetch(path, { schema: analysisSchema, signal });
    },
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });

/** What the stored mapping would do; asked anew for each mapping, since the same file may by now change less. */
export const previewQuery = (id: number, mapping: Mapping) =>
  queryOptions({
    queryKey: importKeys.preview(id, mapping),
    queryFn: ({ signal }) =>
      apiFetch(`${apiPaths.import(id)}/preview`, { method: "POST", body: {}, schema: previewSchema, signal }),
    staleTime: 0,
    gcTime: 0,
  });

/** Keeps a mapping; as a draft it may still lack something. */
export const putMapping = (id: number, mapping: Mapping, draft: boolean) =>
  apiFetch(withQuery(`${apiPaths.import(id)}/mapping`, { draft }), {
    method: "PUT",
    body: mapping,
    schema: mappingAnswer,
  });

/** As a draft, in a request that outlives the page; nobody is there to hear the answer. */
export function parkMapping(id: number, mapping: Mapping): void {
  void fetch(withQuery(`${apiPaths.import(id)}/mapping`, { draft: true }), {
    method: "PUT",
    keepalive: true,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(mapping),
  }).catch(() => undefined);
}

const act = (id: number, what: "start" | "cancel"): Promise<ImportView> =>
  apiFetch(`${apiPaths.import(id)}/${what}`, { method: "POST", body: {}, schema: importSchema });

export const startImport = (id: number): Promise<ImportView> => act(id, "start");
export const cancelImport = (id: number): Promise<ImportView> => act(id, "cancel");

/** Address of the refused rows' CSV. */
export const refusalsCsvPath = (id: number): string => `${apiPaths.import(id)}/refusals.csv`;
