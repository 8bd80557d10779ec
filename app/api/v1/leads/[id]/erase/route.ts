import { serve } from "#lib/http/serve.ts";
import { eraseLead } from "#lib/privacy/erase-lead.ts";
import { eraseLeadOperation } from "#lib/privacy/operations.ts";

export const POST = serve(eraseLeadOperation, eraseLead);
