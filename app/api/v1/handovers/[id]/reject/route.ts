import { serve } from "#lib/http/serve.ts";
import { rejectHandoverOperation } from "#lib/queue/operations.ts";
import { rejectHandover } from "#lib/queue/reject-handover.ts";

export const POST = serve(rejectHandoverOperation, rejectHandover);
