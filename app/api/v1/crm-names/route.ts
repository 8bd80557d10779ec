import { listConnectionNames } from "#lib/crm/list-connections.ts";
import { listConnectionNamesOperation } from "#lib/crm/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listConnectionNamesOperation, listConnectionNames);
