import { z } from "zod";
import { operation } from "../http/operation.ts";
import { backtestInputSchema, backtestSchema } from "./backtest-schemas.ts";
import {
  moversInputSchema,
  moversSchema,
  previewInputSchema,
  previewSchema,
  testedLeadSchema,
  testLeadInputSchema,
} from "./preview-schemas.ts";
import { sheetKeySchema } from "./schemas.ts";

const tag = "Sheets";
const byKey = z.object({ key: sheetKeySchema });

export const previewSheetOperation = operation({
  id: "previewSheet",
  method: "post",
  path: "/api/v1/sheets/{key}/preview",
  tag,
  summary:
    "What a content would do: groups, leads that move, scores, hand-overs a week, rules, warnings; writes nothing",
  permission: "sheets:read",
  params: byKey,
  body: previewInputSchema,
  response: previewSchema,
});

export const listMoversOperation = operation({
  id: "listMovers",
  method: "post",
  path: "/api/v1/sheets/{key}/preview/movers",
  tag,
  summary: "Leads that would enter or leave a group under a content, 200 at most; writes nothing",
  permission: "sheets:read",
  params: byKey,
  body: moversInputSchema,
  response: moversSchema,
});

export const testLeadOperation = operation({
  id: "testLead",
  method: "post",
  path: "/api/v1/sheets/{key}/test-lead",
  tag,
  summary: "One lead under a content, rule by rule, beside the active version; writes nothing",
  permission: "leads:read",
  params: byKey,
  body: testLeadInputSchema,
  response: testedLeadSchema,
});

export const backtestSheetOperation = operation({
  id: "backtestSheet",
  method: "post",
  path: "/api/v1/sheets/{key}/backtest",
  tag,
  summary:
    "A content scored as of past weeks on what was known then: opportunity rate by group, beside the active version; writes nothing",
  permission: "sheets:read",
  params: byKey,
  body: backtestInputSchema,
  response: backtestSchema,
});

export const previewOperations = [
  previewSheetOperation,
  listMoversOperation,
  testLeadOperation,
  backtestSheetOperation,
];
