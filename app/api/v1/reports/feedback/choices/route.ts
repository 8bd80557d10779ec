import { listFeedback } from "#lib/feedback/list-feedback.ts";
import { listFeedbackOperation } from "#lib/feedback/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listFeedbackOperation, listFeedback);
