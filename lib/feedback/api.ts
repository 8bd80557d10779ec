import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { getFeedbackOperation, listFeedbackOperation } from "./operations.ts";
import type { FeedbackInput, FeedbackTable } from "./schemas.ts";

export const feedbackQuery = (input: FeedbackInput) =>
  queryOptions({
    queryKey: ["feedback", input],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.feedback({ ...input }), { schema: getFeedbackOperation.response, signal }),
  });

export const feedbackChoicesQuery = () =>
  queryOptions({
    queryKey: ["feedback", "choices"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.feedbackChoices(), { schema: listFeedbackOperation.response, signal }),
  });

/** Where a table of the report is downloaded as CSV. */
export const feedbackExportPath = (table: FeedbackTable, input: FeedbackInput) =>
  apiPaths.feedbackExport({ ...input, table });
