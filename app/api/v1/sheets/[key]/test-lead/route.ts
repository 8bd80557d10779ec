import { serve } from "#lib/http/serve.ts";
import { testLeadOperation } from "#lib/sheets/preview-operations.ts";
import { testLead } from "#lib/sheets/test-lead.ts";

export const POST = serve(testLeadOperation, testLead);
