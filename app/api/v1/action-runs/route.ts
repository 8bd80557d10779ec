import { listRuns } from "#lib/actions/list-runs.ts";
import { listRunsOperation } from "#lib/actions/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listRunsOperation, listRuns);
