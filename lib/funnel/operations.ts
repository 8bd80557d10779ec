import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  exportFunnelLeadsQuery,
  funnelLeadsSchema,
  funnelQuery,
  funnelSchema,
  listFunnelLeadsQuery,
} from "./schemas.ts";

const tag = "Reports";

export const getFunnelOperation = operation({
  id: "getFunnel",
  method: "get",
  path: "/api/v1/reports/funnel",
  tag,
  summary: "Where leads stop: stages by cohort of entry or by period, rows, weeks, and where leads wait now",
  permission: "reports:read",
  query: funnelQuery,
  response: funnelSchema,
});

export const listFunnelLeadsOperation = operation({
  id: "listFunnelLeads",
  method: "get",
  path: "/api/v1/reports/funnel/leads",
  tag,
  summary: "The leads behind a number of the funnel, newest first",
  permission: "reports:read",
  query: listFunnelLeadsQuery,
  response: funnelLeadsSchema,
});

export const exportFunnelLeadsOperation = operation({
  id: "exportFunnelLeads",
  method: "get",
  path: "/api/v1/reports/funnel/leads/export",
  tag,
  summary: "The leads behind a number of the funnel as CSV",
  permission: "leads:export",
  query: exportFunnelLeadsQuery,
  response: z.string(),
  responseType: "text/csv",
});

export const funnelOperations = [getFunnelOperation, listFunnelLeadsOperation, exportFunnelLeadsOperation];
