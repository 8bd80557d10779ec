import { getFeedback } from "#lib/feedback/get-feedback.ts";
import { getFeedbackOperation } from "#lib/feedback/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(getFeedbackOperation, (ctx, input) => getFeedback(ctx, input));
