import { serve } from "#lib/http/serve.ts";
import { createPool } from "#lib/promo/create-pool.ts";
import { listPools } from "#lib/promo/list-pools.ts";
import { createPoolOperation, listPoolsOperation } from "#lib/promo/operations.ts";

export const GET = serve(listPoolsOperation, listPools);
export const POST = serve(createPoolOperation, createPool);
