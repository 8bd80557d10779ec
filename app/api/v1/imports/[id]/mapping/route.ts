import { serve } from "#lib/http/serve.ts";
import { setMappingOperation } from "#lib/imports/operations.ts";
import { setMapping } from "#lib/imports/set-mapping.ts";

export const PUT = serve(setMappingOperation, setMapping);
