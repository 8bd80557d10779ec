import { serve } from "#lib/http/serve.ts";
import { getRetention } from "#lib/privacy/get-retention.ts";
import { getRetentionOperation, setRetentionOperation } from "#lib/privacy/operations.ts";
import { setRetention } from "#lib/privacy/set-retention.ts";

export const GET = serve(getRetentionOperation, getRetention);
export const PUT = serve(setRetentionOperation, setRetention);
