import { serve } from "#lib/http/serve.ts";
import { acceptHandover } from "#lib/queue/accept-handover.ts";
import { acceptHandoverOperation } from "#lib/queue/operations.ts";

export const POST = serve(acceptHandoverOperation, acceptHandover);
