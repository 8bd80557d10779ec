import { exportFeedback } from "#lib/feedback/export-feedback.ts";
import { exportFeedbackOperation } from "#lib/feedback/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(exportFeedbackOperation, exportFeedback);
