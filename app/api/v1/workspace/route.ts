import { serve } from "#lib/http/serve.ts";
import { getWorkspace } from "#lib/workspace/get-workspace.ts";
import { getWorkspaceOperation, updateWorkspaceOperation } from "#lib/workspace/operations.ts";
import { updateWorkspace } from "#lib/workspace/update-workspace.ts";

export const GET = serve(getWorkspaceOperation, getWorkspace);
export const PATCH = serve(updateWorkspaceOperation, updateWorkspace);
