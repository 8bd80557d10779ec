import { serve } from "#lib/http/serve.ts";
import { listImports } from "#lib/imports/list-imports.ts";
import { createImportOperation, listImportsOperation } from "#lib/imports/operations.ts";
import { uploadImport } from "#lib/imports/upload-import.ts";

export const GET = serve(listImportsOperation, listImports);
export const POST = serve(createImportOperation, uploadImport);
