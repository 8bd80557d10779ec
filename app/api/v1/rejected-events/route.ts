import { listRejectedEvents } from "#lib/collector/list-rejected-events.ts";
import { listRejectedEventsOperation } from "#lib/collector/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listRejectedEventsOperation, listRejectedEvents);
