import { serve } from "#lib/http/serve.ts";
import { joinLeads } from "#lib/leads/join-leads.ts";
import { joinLeadsOperation, listJoinsOperation } from "#lib/leads/join-operations.ts";
import { listJoins } from "#lib/leads/list-joins.ts";

export const GET = serve(listJoinsOperation, listJoins);
export const POST = serve(joinLeadsOperation, joinLeads);
