import { serve } from "#lib/http/serve.ts";
import { closePool } from "#lib/promo/close-pool.ts";
import { closePoolOperation } from "#lib/promo/operations.ts";

export const PATCH = serve(closePoolOperation, closePool);
