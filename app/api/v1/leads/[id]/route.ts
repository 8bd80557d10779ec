import { serve } from "#lib/http/serve.ts";
import { getLead } from "#lib/leads/get-lead.ts";
import { getLeadOperation } from "#lib/leads/operations.ts";

export const GET = serve(getLeadOperation, getLead);
