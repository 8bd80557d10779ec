import { acceptAnswer } from "#lib/forms/accept-answer.ts";
import { acceptAnswerOperation } from "#lib/forms/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(acceptAnswerOperation, acceptAnswer);
