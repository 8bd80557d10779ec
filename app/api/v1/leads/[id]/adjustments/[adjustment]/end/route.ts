import { endAdjustment } from "#lib/adjustments/end-adjustment.ts";
import { endAdjustmentOperation } from "#lib/adjustments/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(endAdjustmentOperation, endAdjustment);
