import { z } from "zod";
import { operation } from "../http/operation.ts";
import { sheetKeySchema } from "../sheets/schemas.ts";
import { thresholdsInputSchema, thresholdsSchema } from "./schemas.ts";

export const getThresholdsOperation = operation({
  id: "getThresholds",
  method: "post",
  path: "/api/v1/sheets/{key}/thresholds",
  tag: "Sheets",
  summary:
    "What each threshold of the score would have handed over: precision, recall, hand-overs a week and expected opportunities; writes nothing",
  permission: "sheets:read",
  params: z.object({ key: sheetKeySchema }),
  body: thresholdsInputSchema,
  response: thresholdsSchema,
});

export const thresholdOperations = [getThresholdsOperation];
