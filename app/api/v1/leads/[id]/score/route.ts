import { serve } from "#lib/http/serve.ts";
import { getLeadScore } from "#lib/leads/get-lead-score.ts";
import { getLeadScoreOperation } from "#lib/leads/operations.ts";

export const GET = serve(getLeadScoreOperation, getLeadScore);
