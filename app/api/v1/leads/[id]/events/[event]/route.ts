import { serve } from "#lib/http/serve.ts";
import { decideEvent } from "#lib/traffic/decide-event.ts";
import { decideEventOperation } from "#lib/traffic/operations.ts";

export const PUT = serve(decideEventOperation, decideEvent);
