import { serve } from "#lib/http/serve.ts";
import { backtestSheet } from "#lib/sheets/backtest-sheet.ts";
import { backtestSheetOperation } from "#lib/sheets/preview-operations.ts";

export const POST = serve(backtestSheetOperation, backtestSheet);
