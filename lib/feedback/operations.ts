import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  exportFeedbackSchema,
  feedbackChoicesSchema,
  feedbackInputSchema,
  feedbackReportSchema,
} from "./schemas.ts";

const tag = "Reports";

export const getFeedbackOperation = operation({
  id: "getFeedbackReport",
  method: "get",
  path: "/api/v1/reports/feedback",
  tag,
  summary: "Whether what a sheet's version handed over became opportunities",
  permission: "reports:read",
  query: feedbackInputSchema,
  response: feedbackReportSchema,
});

export const exportFeedbackOperation = operation({
  id: "exportFeedbackReport",
  method: "get",
  path: "/api/v1/reports/feedback/export",
  tag,
  summary: "A table of the feedback report as CSV",
  permission: "reports:read",
  query: exportFeedbackSchema,
  response: z.string(),
  responseType: "text/csv",
});

export const listFeedbackOperation = operation({
  id: "listFeedbackReports",
  method: "get",
  path: "/api/v1/reports/feedback/choices",
  tag,
  summary: "Versions that have a feedback report, the newest first, 200 at most",
  permission: "reports:read",
  response: feedbackChoicesSchema,
});

export const feedbackOperations = [getFeedbackOperation, exportFeedbackOperation, listFeedbackOperation];
