import { testConnectionOperation } from "#lib/crm/operations.ts";
import { testConnection } from "#lib/crm/test-connection.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(testConnectionOperation, testConnection);
