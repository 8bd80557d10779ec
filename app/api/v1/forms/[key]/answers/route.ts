import { listAnswers } from "#lib/forms/list-answers.ts";
import { listAnswersOperation } from "#lib/forms/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listAnswersOperation, listAnswers);
