import { serve } from "#lib/http/serve.ts";
import { getReturn } from "#lib/returns/get-return.ts";
import { getReturnOperation } from "#lib/returns/operations.ts";

export const GET = serve(getReturnOperation, getReturn);
