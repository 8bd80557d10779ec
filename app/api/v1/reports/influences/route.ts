import { getInfluences } from "#lib/forms/get-influences.ts";
import { influencesOperation } from "#lib/forms/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(influencesOperation, getInfluences);
