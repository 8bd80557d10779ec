import { exportRuns } from "#lib/actions/export-runs.ts";
import { exportRunsOperation } from "#lib/actions/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(exportRunsOperation, exportRuns);
