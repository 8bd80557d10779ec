import { serve } from "#lib/http/serve.ts";
import { getThresholds } from "#lib/thresholds/get-thresholds.ts";
import { getThresholdsOperation } from "#lib/thresholds/operations.ts";

export const POST = serve(getThresholdsOperation, getThresholds);
