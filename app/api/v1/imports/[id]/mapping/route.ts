import { serve } from "#lib/http/serve.ts";
import { setMapping } from "#lib/imports/set-mapping.ts";
import { setMappingOperation } from "#lib/imports/operations.ts";

export const PUT = serve(setMappingOperation, setMapping);
