import { serve } from "#lib/http/serve.ts";
import { exportRefusals } from "#lib/imports/export-refusals.ts";
import { exportRefusalsOperation } from "#lib/imports/operations.ts";

export const GET = serve(exportRefusalsOperation, exportRefusals);
