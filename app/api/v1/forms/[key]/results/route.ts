import { getResults } from "#lib/forms/get-results.ts";
import { formResultsOperation } from "#lib/forms/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(formResultsOperation, getResults);
