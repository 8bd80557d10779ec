import { serve } from "#lib/http/serve.ts";
import { listLeadFilters } from "#lib/leads/list-filters.ts";
import { listLeadFiltersOperation } from "#lib/leads/operations.ts";

export const GET = serve(listLeadFiltersOperation, listLeadFilters);
