import { serve } from "#lib/http/serve.ts";
import { importCosts } from "#lib/returns/import-costs.ts";
import { importCostsOperation } from "#lib/returns/operations.ts";

export const POST = serve(importCostsOperation, importCosts);
