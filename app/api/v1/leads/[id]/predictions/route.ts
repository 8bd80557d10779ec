import { serve } from "#lib/http/serve.ts";
import { listPredictions } from "#lib/models/list-predictions.ts";
import { listPredictionsOperation } from "#lib/models/operations.ts";

export const GET = serve(listPredictionsOperation, listPredictions);
