import { serve } from "#lib/http/serve.ts";
import { deleteCost } from "#lib/returns/delete-cost.ts";
import { deleteCostOperation } from "#lib/returns/operations.ts";

export const DELETE = serve(deleteCostOperation, deleteCost);
