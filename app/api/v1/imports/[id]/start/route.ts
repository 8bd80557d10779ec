import { serve } from "#lib/http/serve.ts";
import { startImportOperation } from "#lib/imports/operations.ts";
import { startImport } from "#lib/imports/start-import.ts";

export const POST = serve(startImportOperation, startImport);
