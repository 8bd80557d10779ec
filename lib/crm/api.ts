import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { keepPrevious } from "../http/query-client.ts";
import { apiPaths } from "../paths.ts";
import {
  createConnectionOperation,
  crmFieldsOperation,
  decideConflictOperation,
  deleteConnectionOperation,
  dryRunOperation,
  listConflictsOperation,
  listConnectionNamesOperation,
  listConnectionsOperation,
  listFailuresOperation,
  retryOperation,
  syncOperation,
  testConnectionOperation,
  updateConnectionOperation,
} from "./operations.ts";
import type { createConnectionSchema, updateConnectionSchema } from "./schemas.ts";
import type { ConflictOutcome } from "./states.ts";

/** While something is under way, and while nothing is. */
const BUSY_MS = 2_000;
const IDLE_MS = 30_000;

export const crmQuery = () =>
  queryOptions({
    queryKey: ["crm"],
    queryFn: ({ signal }) => apiFetch(apiPaths.crm(), { schema: listConnectionsOperation.response, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(
        (one) => one.state === "active" && (one.waiting > 0 || one.sync?.queuing === true),
      )
        ? BUSY_MS
        : IDLE_MS,
  });

export const crmNamesQuery = () =>
  queryOptions({
    queryKey: ["crm", "names"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.crmNames(), { schema: listConnectionNamesOperation.response, signal }),
  });

export const crmFieldsQuery = (key: string) =>
  queryOptions({
    queryKey: ["crm", key, "fields"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.crmFields(key), { schema: crmFieldsOperation.response, signal }),
    retry: false,
    staleTime: 60_000,
  });

export const crmConflictsQuery = (key: string, before?: number) =>
  queryOptions({
    queryKey: ["crm", key, "conflicts", before ?? null],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.crmConflicts(key, { before, limit: 20 }), {
        schema: listConflictsOperation.response,
        signal,
      }),
    ...keepPrevious,
  });

export const crmFailuresQuery = (key: string, after: number) =>
  queryOptions({
    queryKey: ["crm", key, "failures", after],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.crmFailures(key, { after, limit: 20 }), {
        schema: listFailuresOperation.response,
        signal,
      }),
    ...keepPrevious,
  });

export const createConnection = (body: z.input<typeof createConnectionSchema>) =>
  apiFetch(apiPaths.crm(), { body, schema: createConnectionOperation.response });

export const updateConnection = ({
  key,
  ...body
}: z.input<typeof updateConnectionSchema> & { key: string }) =>
  apiFetch(apiPaths.crmConnection(key), {
    method: "PATCH",
    body,
    schema: updateConnectionOperation.response,
  });

export const deleteConnection = (key: string) =>
  apiFetch(apiPaths.crmConnection(key), { method: "DELETE", schema: deleteConnectionOperation.response });

export const testConnection = (key: string) =>
  apiFetch(apiPaths.crmTest(key), { method: "POST", schema: testConnectionOperation.response });

export const dryRun = (key: string) =>
  apiFetch(apiPaths.crmDryRun(key), { method: "POST", schema: dryRunOperation.response });

export const syncConnection = (key: string) =>
  apiFetch(apiPaths.crmSync(key), { method: "POST", schema: syncOperation.response });

export const retryConnection = (key: string) =>
  apiFetch(apiPaths.crmRetry(key), { method: "POST", schema: retryOperation.response });

export const decideConflict = ({ key, id, outcome }: { key: string; id: number; outcome: ConflictOutcome }) =>
  apiFetch(apiPaths.crmConflict(key, id), { body: { outcome }, schema: decideConflictOperation.response });
