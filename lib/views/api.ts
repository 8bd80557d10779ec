import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  addViewOperation,
  deleteViewOperation,
  editViewOperation,
  listViewsOperation,
} from "./operations.ts";
import type { ViewPage } from "./schemas.ts";

export const viewsQuery = (page: ViewPage) =>
  queryOptions({
    queryKey: ["views", page],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.views({ page }), { schema: listViewsOperation.response, signal }),
  });

export const postView = (body: { page: ViewPage; name: string; query: string; shared: boolean }) =>
  apiFetch(apiPaths.views(), { body, schema: addViewOperation.response });

export type ViewChange = { name?: string; query?: string; shared?: boolean; default?: boolean };
export const patchView = ({ id, ...body }: ViewChange & { id: number }) =>
  apiFetch(apiPaths.view(id), { method: "PATCH", body, schema: editViewOperation.response });

export const removeView = (id: number) =>
  apiFetch(apiPaths.view(id), { method: "DELETE", body: {}, schema: deleteViewOperation.response });
