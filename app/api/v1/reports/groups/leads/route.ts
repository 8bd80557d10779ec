import { serve } from "#lib/http/serve.ts";
import { listMovers } from "#lib/movement/list-movers.ts";
import { listMoversOperation } from "#lib/movement/operations.ts";

export const GET = serve(listMoversOperation, listMovers);
