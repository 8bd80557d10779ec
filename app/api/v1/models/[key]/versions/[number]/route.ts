import { serve } from "#lib/http/serve.ts";
import { getModelVersion } from "#lib/models/get-model-version.ts";
import { getModelVersionOperation } from "#lib/models/operations.ts";

export const GET = serve(getModelVersionOperation, getModelVersion);
