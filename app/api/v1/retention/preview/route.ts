import { serve } from "#lib/http/serve.ts";
import { previewRetentionOperation } from "#lib/privacy/operations.ts";
import { previewRetention } from "#lib/privacy/preview-retention.ts";

export const POST = serve(previewRetentionOperation, previewRetention);
