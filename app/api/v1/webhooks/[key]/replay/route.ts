import { serve } from "#lib/http/serve.ts";
import { replayDeadOperation } from "#lib/webhooks/operations.ts";
import { replayDead } from "#lib/webhooks/replay.ts";

export const POST = serve(replayDeadOperation, replayDead);
