import { exportAnswers } from "#lib/forms/export-answers.ts";
import { exportAnswersOperation } from "#lib/forms/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(exportAnswersOperation, exportAnswers);
