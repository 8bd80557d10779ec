import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  listModelsOperation,
  listPredictionsOperation,
  putModelOperation,
  showModelVersionOperation,
  trainModelOperation,
} from "./operations.ts";
import type { PutModel } from "./schemas.ts";

/** While a model learns its page asks again after this time. */
const LEARNING_MS = 2_000;

export const modelsQuery = () =>
  queryOptions({
    queryKey: ["models"],
    queryFn: ({ signal }) => apiFetch(apiPaths.models(), { schema: listModelsOperation.response, signal }),
    refetchInterval: ({ state }) =>
      state.data?.models.some(({ training }) => training) ? LEARNING_MS : false,
  });

export const predictionsQuery = (id: string | number) =>
  queryOptions({
    queryKey: ["leads", String(id), "predictions"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.leadPredictions(id), { schema: listPredictionsOperation.response, signal }),
  });

export const putModel = ({ key, ...body }: PutModel & { key: string }) =>
  apiFetch(apiPaths.model(key), { method: "PUT", body, schema: putModelOperation.response });

export const trainModel = (key: string) =>
  apiFetch(apiPaths.modelTrain(key), { body: {}, schema: trainModelOperation.response });

export const showModelVersion = ({ key, version }: { key: string; version: number }) =>
  apiFetch(apiPaths.modelShow(key, version), { body: {}, schema: showModelVersionOperation.response });
