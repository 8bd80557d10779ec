import { serve } from "#lib/http/serve.ts";
import { getSla } from "#lib/sla/get-sla.ts";
import { getSlaOperation, putSlaOperation } from "#lib/sla/operations.ts";
import { putSla } from "#lib/sla/put-sla.ts";

export const GET = serve(getSlaOperation, getSla);
export const PUT = serve(putSlaOperation, putSla);
