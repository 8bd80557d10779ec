import { listFailuresOperation } from "#lib/crm/operations.ts";
import { listFailures } from "#lib/crm/list-failures.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listFailuresOperation, listFailures);
