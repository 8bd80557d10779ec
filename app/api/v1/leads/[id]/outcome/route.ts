import { serve } from "#lib/http/serve.ts";
import { recordOutcomeOperation } from "#lib/queue/operations.ts";
import { recordOutcome } from "#lib/queue/record-outcome.ts";

export const POST = serve(recordOutcomeOperation, recordOutcome);
