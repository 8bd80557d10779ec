import { listEventNames } from "#lib/events/list-event-names.ts";
import { listEventNamesOperation } from "#lib/events/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listEventNamesOperation, listEventNames);
