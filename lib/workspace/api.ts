import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { keepPrevious } from "../http/query-client.ts";
import { apiPaths } from "../paths.ts";
import { getWorkspaceOperation, listAuditOperation, updateWorkspaceOperation } from "./operations.ts";
import type { AuditFilters, UpdateWorkspaceInput } from "./schemas.ts";

export const workspaceQuery = () =>
  queryOptions({
    queryKey: ["workspace"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.workspace(), { schema: getWorkspaceOperation.response, signal }),
  });

export const updateWorkspace = (body: UpdateWorkspaceInput) =>
  apiFetch(apiPaths.workspace(), { method: "PATCH", body, schema: updateWorkspaceOperation.response });

/** Pages of the audit log, newest first; each next one is older. */
export const auditQuery = (filters: AuditFilters) =>
  infiniteQueryOptions({
    queryKey: ["audit", filters],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.auditLog({ ...filters, cursor: pageParam }), {
        schema: listAuditOperation.response,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    ...keepPrevious,
  });
