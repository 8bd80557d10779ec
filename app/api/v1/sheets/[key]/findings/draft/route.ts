import { startFindingsDraftOperation } from "#lib/findings/operations.ts";
import { startFindingsDraft } from "#lib/findings/start-draft.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(startFindingsDraftOperation, startFindingsDraft);
