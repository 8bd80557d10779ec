import { serve } from "#lib/http/serve.ts";
import { getImport } from "#lib/imports/get-import.ts";
import { getImportOperation } from "#lib/imports/operations.ts";

export const GET = serve(getImportOperation, getImport);
