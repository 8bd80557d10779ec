import { dryRun } from "#lib/crm/dry-run.ts";
import { dryRunOperation } from "#lib/crm/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(dryRunOperation, dryRun);
