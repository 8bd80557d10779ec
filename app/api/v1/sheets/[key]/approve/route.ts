import { serve } from "#lib/http/serve.ts";
import { approveSheet } from "#lib/sheets/approve-sheet.ts";
import { approveSheetOperation, withdrawSignatureOperation } from "#lib/sheets/operations.ts";
import { withdrawSignature } from "#lib/sheets/withdraw-signature.ts";

export const POST = serve(approveSheetOperation, approveSheet);
export const DELETE = serve(withdrawSignatureOperation, withdrawSignature);
