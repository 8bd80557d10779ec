import { serve } from "#lib/http/serve.ts";
import { removePatternOperation } from "#lib/traffic/operations.ts";
import { removePattern } from "#lib/traffic/remove-pattern.ts";

export const DELETE = serve(removePatternOperation, removePattern);
