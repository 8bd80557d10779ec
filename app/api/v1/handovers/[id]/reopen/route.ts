import { serve } from "#lib/http/serve.ts";
import { reopenHandoverOperation } from "#lib/queue/operations.ts";
import { reopenHandover } from "#lib/queue/reopen-handover.ts";

export const POST = serve(reopenHandoverOperation, reopenHandover);
