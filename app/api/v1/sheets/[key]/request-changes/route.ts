import { serve } from "#lib/http/serve.ts";
import { requestChangesOperation } from "#lib/sheets/agreement-operations.ts";
import { requestChanges } from "#lib/sheets/request-changes.ts";

export const POST = serve(requestChangesOperation, requestChanges);
