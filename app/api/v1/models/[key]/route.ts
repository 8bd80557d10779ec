import { serve } from "#lib/http/serve.ts";
import { putModelOperation } from "#lib/models/operations.ts";
import { putModel } from "#lib/models/put-model.ts";

export const PUT = serve(putModelOperation, putModel);
