import { serve } from "#lib/http/serve.ts";
import { exportCosts } from "#lib/returns/export-costs.ts";
import { exportCostsOperation } from "#lib/returns/operations.ts";

export const GET = serve(exportCostsOperation, exportCosts);
