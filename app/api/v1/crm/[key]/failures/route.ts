import { listFailures } from "#lib/crm/list-failures.ts";
import { listFailuresOperation } from "#lib/crm/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listFailuresOperation, listFailures);
