import { serve } from "#lib/http/serve.ts";
import { listModels } from "#lib/models/list-models.ts";
import { listModelsOperation } from "#lib/models/operations.ts";

export const GET = serve(listModelsOperation, listModels);
