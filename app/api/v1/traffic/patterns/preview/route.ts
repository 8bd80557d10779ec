import { serve } from "#lib/http/serve.ts";
import { previewPatternOperation } from "#lib/traffic/operations.ts";
import { previewPattern } from "#lib/traffic/preview-pattern.ts";

export const POST = serve(previewPatternOperation, previewPattern);
