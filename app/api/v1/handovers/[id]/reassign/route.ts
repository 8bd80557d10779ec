import { serve } from "#lib/http/serve.ts";
import { reassignHandoverOperation } from "#lib/queue/operations.ts";
import { reassignHandover } from "#lib/queue/reassign-handover.ts";

export const POST = serve(reassignHandoverOperation, reassignHandover);
