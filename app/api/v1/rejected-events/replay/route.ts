import { replayRejectedEventsOperation } from "#lib/collector/operations.ts";
import { replayRejectedEvents } from "#lib/collector/replay-rejected-events.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(replayRejectedEventsOperation, replayRejectedEvents);
