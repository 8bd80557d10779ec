import { serve } from "#lib/http/serve.ts";
import { getRouting } from "#lib/routing/get-routing.ts";
import { getRoutingOperation } from "#lib/routing/operations.ts";

export const GET = serve(getRoutingOperation, getRouting);
