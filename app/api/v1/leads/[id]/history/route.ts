import { serve } from "#lib/http/serve.ts";
import { getScoreHistory } from "#lib/leads/get-score-history.ts";
import { getScoreHistoryOperation } from "#lib/leads/operations.ts";

export const GET = serve(getScoreHistoryOperation, getScoreHistory);
