import { serve } from "#lib/http/serve.ts";
import { startImport } from "#lib/imports/start-import.ts";
import { startImportOperation } from "#lib/imports/operations.ts";

export const POST = serve(startImportOperation, startImport);
