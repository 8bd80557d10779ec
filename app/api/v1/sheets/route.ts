import { serve } from "#lib/http/serve.ts";
import { listSheets } from "#lib/sheets/list-sheets.ts";
import { listSheetsOperation } from "#lib/sheets/operations.ts";

export const GET = serve(listSheetsOperation, listSheets);
