import { replayRunOperation } from "#lib/actions/operations.ts";
import { replayRun } from "#lib/actions/replay-run.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(replayRunOperation, replayRun);
