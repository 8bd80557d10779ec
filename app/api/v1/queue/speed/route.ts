import { serve } from "#lib/http/serve.ts";
import { getSpeed } from "#lib/sla/get-speed.ts";
import { getSpeedOperation } from "#lib/sla/operations.ts";

export const GET = serve(getSpeedOperation, getSpeed);
