import { serve } from "#lib/http/serve.ts";
import { previewSheetOperation } from "#lib/sheets/preview-operations.ts";
import { previewSheet } from "#lib/sheets/preview-sheet.ts";

export const POST = serve(previewSheetOperation, previewSheet);
