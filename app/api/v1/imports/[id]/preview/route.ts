import { serve } from "#lib/http/serve.ts";
import { previewImport } from "#lib/imports/preview-import.ts";
import { previewImportOperation } from "#lib/imports/operations.ts";

export const POST = serve(previewImportOperation, previewImport);
