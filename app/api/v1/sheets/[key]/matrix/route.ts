import { serve } from "#lib/http/serve.ts";
import { getMatrix } from "#lib/sheets/get-matrix.ts";
import { getMatrixOperation } from "#lib/sheets/operations.ts";

export const GET = serve(getMatrixOperation, getMatrix);
