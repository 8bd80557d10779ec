import { serve } from "#lib/http/serve.ts";
import { showModelVersionOperation } from "#lib/models/operations.ts";
import { showVersion } from "#lib/models/show-version.ts";

export const POST = serve(showModelVersionOperation, showVersion);
