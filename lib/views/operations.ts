import { z } from "zod";
import { operation } from "../http/operation.ts";
import {
  addViewBody,
  editViewBody,
  listViewsQuery,
  viewIdSchema,
  viewListSchema,
  viewSchema,
} from "./schemas.ts";

const tag = "Saved views";

export const listViewsOperation = operation({
  id: "listViews",
  method: "get",
  path: "/api/v1/views",
  tag,
  summary: "The caller's saved views of a page and those that are shared, up to 200",
  permission: "leads:read",
  query: listViewsQuery,
  response: viewListSchema,
});

export const addViewOperation = operation({
  id: "addView",
  method: "post",
  path: "/api/v1/views",
  tag,
  summary: "Keep a list's filters and order under a name",
  permission: "leads:read",
  body: addViewBody,
  response: viewSchema,
  status: 201,
});

export const editViewOperation = operation({
  id: "editView",
  method: "patch",
  path: "/api/v1/views/{id}",
  tag,
  summary: "Change one's own view, or make any that one sees the page's default for oneself",
  permission: "leads:read",
  params: viewIdSchema,
  body: editViewBody,
  response: viewSchema,
});

export const deleteViewOperation = operation({
  id: "deleteView",
  method: "delete",
  path: "/api/v1/views/{id}",
  tag,
  summary: "Delete one's own view; administrators any that is shared",
  permission: "leads:read",
  params: viewIdSchema,
  response: z.object({ id: z.number().int() }),
});

export const viewOperations = [listViewsOperation, addViewOperation, editViewOperation, deleteViewOperation];
