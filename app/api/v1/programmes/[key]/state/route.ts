import { serve } from "#lib/http/serve.ts";
import { setProgrammeStateOperation } from "#lib/programmes/operations.ts";
import { setProgrammeState } from "#lib/programmes/set-state.ts";

export const POST = serve(setProgrammeStateOperation, setProgrammeState);
