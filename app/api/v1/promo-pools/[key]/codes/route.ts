import { serve } from "#lib/http/serve.ts";
import { addCodes } from "#lib/promo/add-codes.ts";
import { exportCodes } from "#lib/promo/export-codes.ts";
import { addCodesOperation, exportCodesOperation } from "#lib/promo/operations.ts";

export const GET = serve(exportCodesOperation, exportCodes);
export const POST = serve(addCodesOperation, addCodes);
