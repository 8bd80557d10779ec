import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { keepPrevious } from "../http/query-client.ts";
import { apiPaths } from "../paths.ts";
import { listVocabularyOperation, type WordKind } from "./operations.ts";

/** Which words: the names of a kind, or the values of a field. */
export type WordSource = { kind: WordKind; field?: string; event?: string };

/** Words seen that contain `q`, most frequent first. */
export const vocabularyQuery = ({ kind, field, event }: WordSource, q: string) =>
  queryOptions({
    queryKey: ["vocabulary", kind, field ?? null, event ?? null, q],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.vocabulary({ kind, field, event, q }), {
        schema: listVocabularyOperation.response,
        signal,
      }),
    staleTime: 300_000,
    ...keepPrevious,
  });
