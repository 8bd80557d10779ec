import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import type { putFormBody, setFormStateBody } from "./operation-schemas.ts";
import {
  acceptAnswerOperation,
  deleteFormOperation,
  formResultsOperation,
  getFormOperation,
  influencesOperation,
  linkFormOperation,
  listAnswersOperation,
  listFormsOperation,
  previewFormOperation,
  putFormOperation,
  setFormStateOperation,
} from "./operations.ts";
import type { FormContent, FormLocale } from "./schemas.ts";

export const formsQuery = (archived: boolean) =>
  infiniteQueryOptions({
    queryKey: ["forms", "list", archived],
    initialPageParam: null as string | null,
    getNextPageParam: (page: z.infer<typeof listFormsOperation.response>) => page.next_cursor,
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.forms({ archived: archived || null, cursor: pageParam }), {
        schema: listFormsOperation.response,
        signal,
      }),
  });

export const formQuery = (key: string) =>
  queryOptions({
    queryKey: ["forms", key],
    queryFn: ({ signal }) => apiFetch(apiPaths.form(key), { schema: getFormOperation.response, signal }),
  });

export const formResultsQuery = (key: string) =>
  queryOptions({
    queryKey: ["forms", key, "results"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.formResults(key), { schema: formResultsOperation.response, signal }),
  });

export type ShownAnswers = "taken" | "spam";
export const formAnswersQuery = (key: string, state: ShownAnswers) =>
  infiniteQueryOptions({
    queryKey: ["forms", key, "answers", state],
    initialPageParam: null as string | null,
    getNextPageParam: (page: z.infer<typeof listAnswersOperation.response>) => page.next_cursor,
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.formAnswers(key, { state, cursor: pageParam }), {
        schema: listAnswersOperation.response,
        signal,
      }),
  });

export const influencesQuery = (sheet: string, version: number | null = null) =>
  queryOptions({
    queryKey: ["forms", "influences", sheet, version],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.influences({ sheet, version }), { schema: influencesOperation.response, signal }),
  });

export const putForm = ({ key, ...body }: z.input<typeof putFormBody> & { key: string }) =>
  apiFetch(apiPaths.form(key), { method: "PUT", body, schema: putFormOperation.response });

export const setFormState = ({ key, ...body }: z.input<typeof setFormStateBody> & { key: string }) =>
  apiFetch(apiPaths.formState(key), { body, schema: setFormStateOperation.response });

export const deleteForm = (key: string) =>
  apiFetch(apiPaths.form(key), { method: "DELETE", schema: deleteFormOperation.response });

export const previewForm = ({ key, ...body }: { key: string; content: FormContent; locale: FormLocale }) =>
  apiFetch(apiPaths.formPreview(key), { body, schema: previewFormOperation.response });

export const linkForm = ({ key, lead }: { key: string; lead: string }) =>
  apiFetch(apiPaths.formLinks(key), { body: { lead }, schema: linkFormOperation.response });

export const acceptAnswer = ({ key, id }: { key: string; id: number }) =>
  apiFetch(apiPaths.formAnswerAccept(key, id), { body: {}, schema: acceptAnswerOperation.response });
