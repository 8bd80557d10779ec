import { serve } from "#lib/http/serve.ts";
import { getReadinessOperation } from "#lib/sheets/agreement-operations.ts";
import { getReadiness } from "#lib/sheets/get-readiness.ts";

export const GET = serve(getReadinessOperation, getReadiness);
