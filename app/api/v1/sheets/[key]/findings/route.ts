import { getFindings } from "#lib/findings/get-findings.ts";
import { getFindingsOperation } from "#lib/findings/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(getFindingsOperation, getFindings);
