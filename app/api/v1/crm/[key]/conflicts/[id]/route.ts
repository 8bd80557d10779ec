import { decideConflict } from "#lib/crm/decide-conflict.ts";
import { decideConflictOperation } from "#lib/crm/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(decideConflictOperation, decideConflict);
