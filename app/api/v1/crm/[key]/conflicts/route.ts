import { listConflicts } from "#lib/crm/list-conflicts.ts";
import { listConflictsOperation } from "#lib/crm/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listConflictsOperation, listConflicts);
