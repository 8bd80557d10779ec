import { serve } from "#lib/http/serve.ts";
import { limitSource } from "#lib/sources/limit-source.ts";
import { limitSourceOperation } from "#lib/sources/operations.ts";

export const PUT = serve(limitSourceOperation, limitSource);
