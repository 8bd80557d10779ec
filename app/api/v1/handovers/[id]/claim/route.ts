import { serve } from "#lib/http/serve.ts";
import { claimHandover } from "#lib/queue/claim-handover.ts";
import { claimHandoverOperation } from "#lib/queue/operations.ts";

export const POST = serve(claimHandoverOperation, claimHandover);
