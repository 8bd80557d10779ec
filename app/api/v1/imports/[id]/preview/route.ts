import { serve } from "#lib/http/serve.ts";
import { previewImportOperation } from "#lib/imports/operations.ts";
import { previewImport } from "#lib/imports/preview-import.ts";

export const POST = serve(previewImportOperation, previewImport);
