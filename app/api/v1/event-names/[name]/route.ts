import { getEventName } from "#lib/events/get-event-name.ts";
import { getEventNameOperation } from "#lib/events/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(getEventNameOperation, getEventName);
