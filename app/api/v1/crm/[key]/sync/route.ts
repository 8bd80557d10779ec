import { syncOperation } from "#lib/crm/operations.ts";
import { syncConnection } from "#lib/crm/sync-connection.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(syncOperation, syncConnection);
