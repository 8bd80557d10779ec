import { serve } from "#lib/http/serve.ts";
import { listRefusals } from "#lib/imports/list-refusals.ts";
import { listRefusalsOperation } from "#lib/imports/operations.ts";

export const GET = serve(listRefusalsOperation, listRefusals);
