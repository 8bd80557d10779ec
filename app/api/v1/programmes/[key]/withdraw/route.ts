import { serve } from "#lib/http/serve.ts";
import { withdrawOperation } from "#lib/programmes/operations.ts";
import { withdrawByHand } from "#lib/programmes/withdraw-by-hand.ts";

export const POST = serve(withdrawOperation, withdrawByHand);
