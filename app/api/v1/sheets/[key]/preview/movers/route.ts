import { serve } from "#lib/http/serve.ts";
import { listMovers } from "#lib/sheets/list-movers.ts";
import { listMoversOperation } from "#lib/sheets/preview-operations.ts";

export const POST = serve(listMoversOperation, listMovers);
