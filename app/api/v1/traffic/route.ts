import { serve } from "#lib/http/serve.ts";
import { getTraffic } from "#lib/traffic/get-traffic.ts";
import { getTrafficOperation } from "#lib/traffic/operations.ts";

export const GET = serve(getTrafficOperation, getTraffic);
