import { serve } from "#lib/http/serve.ts";
import { addPattern } from "#lib/traffic/add-pattern.ts";
import { addPatternOperation } from "#lib/traffic/operations.ts";

export const POST = serve(addPatternOperation, addPattern);
