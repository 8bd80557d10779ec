import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import { addAdjustmentOperation, endAdjustmentOperation } from "./operations.ts";
import type { AdjustmentInput } from "./schemas.ts";

/** @throws ApiError */
export const postAdjustment = ({ lead, ...body }: AdjustmentInput & { lead: number }) =>
  apiFetch(apiPaths.leadAdjustments(lead), { body, schema: addAdjustmentOperation.response });

/** @throws ApiError */
export const endAdjustment = ({ lead, id }: { lead: number; id: number }) =>
  apiFetch(apiPaths.leadAdjustmentEnd(lead, id), { body: {}, schema: endAdjustmentOperation.response });
