import { exportFunnelLeads } from "#lib/funnel/list-funnel-leads.ts";
import { exportFunnelLeadsOperation } from "#lib/funnel/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(exportFunnelLeadsOperation, exportFunnelLeads);
