import { serve } from "#lib/http/serve.ts";
import { exportLeads } from "#lib/leads/export-leads.ts";
import { exportLeadsOperation } from "#lib/leads/operations.ts";

export const GET = serve(exportLeadsOperation, exportLeads);
