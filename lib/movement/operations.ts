import { operation } from "../http/operation.ts";
import { groupsQuery, groupsReportSchema, moversQuery, moversSchema } from "./schemas.ts";

const tag = "Reports";

export const getGroupsOperation = operation({
  id: "getGroupsReport",
  method: "get",
  path: "/api/v1/reports/groups",
  tag,
  summary: "Leads in each score group over a period, and how they moved between groups",
  permission: "reports:read",
  query: groupsQuery,
  response: groupsReportSchema,
});

export const listMoversOperation = operation({
  id: "listGroupMovers",
  method: "get",
  path: "/api/v1/reports/groups/leads",
  tag,
  summary: "The leads that went from one score group to another in a period",
  permission: "reports:read",
  query: moversQuery,
  response: moversSchema,
});

export const movementOperations = [getGroupsOperation, listMoversOperation];
