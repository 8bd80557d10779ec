import { serve } from "#lib/http/serve.ts";
import { cancelImport } from "#lib/imports/cancel-import.ts";
import { cancelImportOperation } from "#lib/imports/operations.ts";

export const POST = serve(cancelImportOperation, cancelImport);
