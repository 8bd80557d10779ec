import { serve } from "#lib/http/serve.ts";
import { undoDeedOperation } from "#lib/queue/operations.ts";
import { undoDeed } from "#lib/queue/undo-deed.ts";

export const POST = serve(undoDeedOperation, undoDeed);
