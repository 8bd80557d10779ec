import { serve } from "#lib/http/serve.ts";
import { getLeadProgrammes } from "#lib/programmes/get-lead-programmes.ts";
import { leadProgrammesOperation } from "#lib/programmes/operations.ts";

export const GET = serve(leadProgrammesOperation, getLeadProgrammes);
