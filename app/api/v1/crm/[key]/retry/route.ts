import { retryOperation } from "#lib/crm/operations.ts";
import { retryConnection } from "#lib/crm/retry.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(retryOperation, retryConnection);
