import { serve } from "#lib/http/serve.ts";
import { askTraining } from "#lib/models/ask-training.ts";
import { trainModelOperation } from "#lib/models/operations.ts";

export const POST = serve(trainModelOperation, askTraining);
