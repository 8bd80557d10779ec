import { serve } from "#lib/http/serve.ts";
import { recordStage } from "#lib/leads/record-stage.ts";
import { recordStageOperation } from "#lib/leads/operations.ts";

export const POST = serve(recordStageOperation, recordStage);
