import { serve } from "#lib/http/serve.ts";
import { getSheet } from "#lib/sheets/get-sheet.ts";
import { getSheetOperation } from "#lib/sheets/operations.ts";

export const GET = serve(getSheetOperation, getSheet);
