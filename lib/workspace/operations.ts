import { operation } from "../http/operation.ts";
import { auditPageSchema, auditQuerySchema, updateWorkspaceSchema, workspaceSchema } from "./schemas.ts";

const tag = "Workspace";

export const getWorkspaceOperation = operation({
  id: "getWorkspace",
  method: "get",
  path: "/api/v1/workspace",
  tag,
  summary: "The workspace's name and settings",
  permission: "workspace:read",
  response: workspaceSchema,
});

export const updateWorkspaceOperation = operation({
  id: "updateWorkspace",
  method: "patch",
  path: "/api/v1/workspace",
  tag,
  summary: "Change the workspace's name, time zone, language, currency or rejection reasons",
  permission: "workspace:manage",
  body: updateWorkspaceSchema,
  response: workspaceSchema,
});

export const listAuditOperation = operation({
  id: "listAudit",
  method: "get",
  path: "/api/v1/workspace/audit-log",
  tag,
  summary: "Who did what, newest first",
  permission: "audit:read",
  query: auditQuerySchema,
  response: auditPageSchema,
});

export const workspaceOperations = [getWorkspaceOperation, updateWorkspaceOperation, listAuditOperation];
