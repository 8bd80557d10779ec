import { serve } from "#lib/http/serve.ts";
import { listCosts } from "#lib/returns/list-costs.ts";
import { listCostsOperation, putCostOperation } from "#lib/returns/operations.ts";
import { putCost } from "#lib/returns/put-cost.ts";

export const GET = serve(listCostsOperation, listCosts);
export const PUT = serve(putCostOperation, putCost);
