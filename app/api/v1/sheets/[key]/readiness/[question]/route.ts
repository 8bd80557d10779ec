import { serve } from "#lib/http/serve.ts";
import { declineQuestionOperation, reopenQuestionOperation } from "#lib/sheets/agreement-operations.ts";
import { declineQuestion, reopenQuestion } from "#lib/sheets/decline-question.ts";

export const PUT = serve(declineQuestionOperation, declineQuestion);
export const DELETE = serve(reopenQuestionOperation, reopenQuestion);
