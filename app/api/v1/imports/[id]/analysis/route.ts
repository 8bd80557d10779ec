import { serve } from "#lib/http/serve.ts";
import { analyseImport } from "#lib/imports/analyse-import.ts";
import { analyseImportOperation } from "#lib/imports/operations.ts";

export const GET = serve(analyseImportOperation, analyseImport);
