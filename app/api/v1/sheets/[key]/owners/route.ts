import { serve } from "#lib/http/serve.ts";
import { setOwnersOperation } from "#lib/sheets/agreement-operations.ts";
import { setOwners } from "#lib/sheets/set-owners.ts";

export const PUT = serve(setOwnersOperation, setOwners);
