import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
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
    // What another field has seen is no answer, not even for a moment.
    placeholderData: (before, query) =>
      query && [kind, field ?? null, event ?? null].every((part, n) => query.queryKey[n + 1] === part)
        ? before
        : undefined,
  });

/** What a condition is about: a lead's attributes, or an event of a name. */
export type WordScope = { of: "attribute" } | { of: "event"; event: string };

export const fieldWords = (scope: WordScope): WordSource =>
  scope.of === "event" ? { kind: "property", event: scope.event } : { kind: "attribute" };

export const valueWords = (scope: WordScope, field: string): WordSource =>
  scope.of === "event"
    ? { kind: "property_value", event: scope.event, field: field || "-" }
    : { kind: "attribute_value", field: field || "-" };
