import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  exportLeadsQuery,
  leadFiltersSchema,
  leadListSchema,
  leadRefSchema,
  leadSchema,
  listLeadsQuery,
  recordStageBody,
  stageAnswerSchema,
} from "./schemas.ts";
import { historyQuery, leadScoreSchema, scoreHistorySchema, scoreQuery } from "./score-schemas.ts";
import { timelineQuery, timelineSchema } from "./timeline-schemas.ts";

const tag = "Leads";

export const listLeadsOperation = operation({
  id: "listLeads",
  method: "get",
  path: "/api/v1/leads",
  tag,
  summary:
    "Leads with their primary score, or that of the segment asked for; leads without a score come last",
  permission: "leads:read",
  query: listLeadsQuery,
  response: leadListSchema,
});

export const exportLeadsOperation = operation({
  id: "exportLeads",
  method: "get",
  path: "/api/v1/leads/export",
  tag,
  summary: "The same leads as CSV, all pages at once",
  permission: "leads:export",
  query: exportLeadsQuery,
  response: z.string(),
  responseType: "text/csv",
});

export const listLeadFiltersOperation = operation({
  id: "listLeadFilters",
  method: "get",
  path: "/api/v1/leads/filters",
  tag,
  summary: "Segments, groups and owners that leads can be filtered by",
  permission: "leads:read",
  response: leadFiltersSchema,
});

export const getLeadOperation = operation({
  id: "getLead",
  method: "get",
  path: "/api/v1/leads/{id}",
  tag,
  summary: "A lead's attributes, stage, owner and stored scores",
  permission: "leads:read",
  params: leadRefSchema,
  response: leadSchema,
});

export const getLeadScoreOperation = operation({
  id: "getLeadScore",
  method: "get",
  path: "/api/v1/leads/{id}/score",
  tag,
  summary: "The score of a lead on any version of a sheet at any instant, rule by rule",
  permission: "leads:read",
  params: leadRefSchema,
  query: scoreQuery,
  response: leadScoreSchema,
});

export const recordStageOperation = operation({
  id: "recordLeadStage",
  method: "post",
  path: "/api/v1/leads/{id}/stage",
  tag,
  summary: "Record a disposition; the same stage at the same instant counts once",
  permission: "leads:write",
  params: leadRefSchema,
  body: recordStageBody,
  response: stageAnswerSchema,
});

export const listTimelineOperation = operation({
  id: "listLeadTimeline",
  method: "get",
  path: "/api/v1/leads/{id}/timeline",
  tag,
  summary: "All that happened to a lead, newest first, with the points each event gives",
  permission: "leads:read",
  params: leadRefSchema,
  query: timelineQuery,
  response: timelineSchema,
});

export const getScoreHistoryOperation = operation({
  id: "getLeadScoreHistory",
  method: "get",
  path: "/api/v1/leads/{id}/history",
  tag,
  summary: "A lead's score over time, each part under the version that was active then",
  permission: "leads:read",
  params: leadRefSchema,
  query: historyQuery,
  response: scoreHistorySchema,
});

export const leadOperations = [
  listLeadsOperation,
  exportLeadsOperation,
  listLeadFiltersOperation,
  getLeadOperation,
  getLeadScoreOperation,
  recordStageOperation,
  listTimelineOperation,
  getScoreHistoryOperation,
];
