import { serve } from "#lib/http/serve.ts";
import { recordStageOperation } from "#lib/leads/operations.ts";
import { recordStage } from "#lib/leads/record-stage.ts";

export const POST = serve(recordStageOperation, recordStage);
