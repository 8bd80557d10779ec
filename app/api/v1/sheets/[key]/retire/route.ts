import { serve } from "#lib/http/serve.ts";
import { retireSheetOperation } from "#lib/sheets/agreement-operations.ts";
import { retireSheet } from "#lib/sheets/retire-sheet.ts";

export const POST = serve(retireSheetOperation, retireSheet);
