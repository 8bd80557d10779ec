import { serve } from "#lib/http/serve.ts";
import { listAudit } from "#lib/workspace/list-audit.ts";
import { listAuditOperation } from "#lib/workspace/operations.ts";

export const GET = serve(listAuditOperation, listAudit);
