import { addAdjustment } from "#lib/adjustments/add-adjustment.ts";
import { listAdjustments } from "#lib/adjustments/list-adjustments.ts";
import { addAdjustmentOperation, listAdjustmentsOperation } from "#lib/adjustments/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listAdjustmentsOperation, listAdjustments);
export const POST = serve(addAdjustmentOperation, addAdjustment);
