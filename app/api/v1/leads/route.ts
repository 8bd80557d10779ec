import { serve } from "#lib/http/serve.ts";
import { listLeads } from "#lib/leads/list-leads.ts";
import { listLeadsOperation } from "#lib/leads/operations.ts";

export const GET = serve(listLeadsOperation, listLeads);
