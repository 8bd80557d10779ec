import { operation } from "../http/operation.ts";
import { leadRefSchema } from "../leads/schemas.ts";
import { adjustmentBody, adjustmentParams, adjustmentSchema, adjustmentsSchema } from "./schemas.ts";

const tag = "Leads";

export const listAdjustmentsOperation = operation({
  id: "listLeadAdjustments",
  method: "get",
  path: "/api/v1/leads/{id}/adjustments",
  tag,
  summary: "Points given to a lead by hand, newest first, with who gave them and why",
  permission: "leads:read",
  params: leadRefSchema,
  response: adjustmentsSchema,
});

export const addAdjustmentOperation = operation({
  id: "addLeadAdjustment",
  method: "post",
  path: "/api/v1/leads/{id}/adjustments",
  tag,
  summary: "Give points to a lead by hand, for a reason; a dated entry in its equation",
  permission: "leads:write",
  params: leadRefSchema,
  body: adjustmentBody,
  response: adjustmentSchema,
  status: 201,
});

export const endAdjustmentOperation = operation({
  id: "endLeadAdjustment",
  method: "post",
  path: "/api/v1/leads/{id}/adjustments/{adjustment}/end",
  tag,
  summary: "Take points back that were given by hand; scores of before keep them",
  permission: "leads:write",
  params: adjustmentParams,
  response: adjustmentSchema,
});

export const adjustmentOperations = [
  listAdjustmentsOperation,
  addAdjustmentOperation,
  endAdjustmentOperation,
];
