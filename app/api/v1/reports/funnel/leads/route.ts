import { listFunnelLeads } from "#lib/funnel/list-funnel-leads.ts";
import { listFunnelLeadsOperation } from "#lib/funnel/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listFunnelLeadsOperation, listFunnelLeads);
