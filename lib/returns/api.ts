import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { keepPrevious } from "../http/query-client.ts";
import { apiPaths } from "../paths.ts";
import { deleteCostOperation } from "./operations.ts";
import { costImportSchema, costListSchema, costSchema, type PutCost, returnReportSchema } from "./schemas.ts";

/** As the page's URL has it; null: left out. */
export type ReturnFilters = { from: string | null; to: string | null; horizon_days: number };

export const returnReportQuery = (filters: ReturnFilters) =>
  queryOptions({
    queryKey: ["reports", "return", filters],
    queryFn: ({ signal }) => apiFetch(apiPaths.reportReturn(filters), { schema: returnReportSchema, signal }),
    ...keepPrevious,
  });

/** Pages of costs, newest month first. */
export const costsQuery = () =>
  infiniteQueryOptions({
    queryKey: ["costs"],
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.costs({ cursor: pageParam, limit: 20 }), { schema: costListSchema, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

/** @throws ApiError */
export const putCost = (body: PutCost) =>
  apiFetch(apiPaths.costs(), { method: "PUT", body, schema: costSchema });

/** @throws ApiError */
export const deleteCost = (id: number) =>
  apiFetch(apiPaths.cost(id), { method: "DELETE", schema: deleteCostOperation.response });

/** Sends a file; a dry run writes nothing. @throws ApiError */
export const importCosts = ({ file, dryRun }: { file: File; dryRun: boolean }) =>
  apiFetch(apiPaths.costsImport({ dry_run: dryRun }), {
    method: "POST",
    body: file,
    schema: costImportSchema,
  });
