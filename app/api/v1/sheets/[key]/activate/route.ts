import { serve } from "#lib/http/serve.ts";
import { activateSheet } from "#lib/sheets/activate-sheet.ts";
import { activateSheetOperation } from "#lib/sheets/agreement-operations.ts";

export const POST = serve(activateSheetOperation, activateSheet);
