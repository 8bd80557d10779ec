import { operation } from "../http/operation.ts";
import { leadRefSchema } from "../leads/schemas.ts";
import {
  modelParams,
  modelSchema,
  modelsSchema,
  modelVersionParams,
  modelVersionSchema,
  predictionsSchema,
  putModelBody,
} from "./schemas.ts";

const tag = "Predictive scores";
const path = "/api/v1/models/{key}";

export const listModelsOperation = operation({
  id: "listModels",
  method: "get",
  path: "/api/v1/models",
  tag,
  summary: "Predictive scores, each with what its newest training came to",
  permission: "models:read",
  response: modelsSchema,
});

export const putModelOperation = operation({
  id: "putModel",
  method: "put",
  path,
  tag,
  summary: "Create a predictive score or change what it learns; versions stay as they are",
  permission: "models:manage",
  params: modelParams,
  body: putModelBody,
  response: modelSchema,
});

export const trainModelOperation = operation({
  id: "trainModel",
  method: "post",
  path: `${path}/train`,
  tag,
  summary: "Learn anew in a job; the result becomes the next version",
  permission: "models:manage",
  params: modelParams,
  response: modelSchema,
});

export const getModelVersionOperation = operation({
  id: "getModelVersion",
  method: "get",
  path: `${path}/versions/{number}`,
  tag,
  summary: "What one training came to",
  permission: "models:read",
  params: modelVersionParams,
  response: modelVersionSchema,
});

export const showModelVersionOperation = operation({
  id: "showModelVersion",
  method: "post",
  path: `${path}/versions/{number}/show`,
  tag,
  summary: "Show the predictions of this version in lists from now on",
  permission: "models:manage",
  params: modelVersionParams,
  response: modelSchema,
});

export const listPredictionsOperation = operation({
  id: "listLeadPredictions",
  method: "get",
  path: "/api/v1/leads/{id}/predictions",
  tag,
  summary: "How likely a lead converts, by each predictive score, and why",
  permission: "leads:read",
  params: leadRefSchema,
  response: predictionsSchema,
});

export const modelOperations = [
  listModelsOperation,
  putModelOperation,
  trainModelOperation,
  getModelVersionOperation,
  showModelVersionOperation,
  listPredictionsOperation,
];
