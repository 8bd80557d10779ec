import { serve } from "#lib/http/serve.ts";
import { getGroups } from "#lib/movement/get-groups.ts";
import { getGroupsOperation } from "#lib/movement/operations.ts";

export const GET = serve(getGroupsOperation, getGroups);
