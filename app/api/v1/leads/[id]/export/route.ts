import { serve } from "#lib/http/serve.ts";
import { exportLead } from "#lib/privacy/export-lead.ts";
import { exportLeadOperation } from "#lib/privacy/operations.ts";

export const GET = serve(exportLeadOperation, exportLead);
