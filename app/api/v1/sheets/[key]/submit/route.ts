import { serve } from "#lib/http/serve.ts";
import { submitDraftOperation } from "#lib/sheets/agreement-operations.ts";
import { submitDraft } from "#lib/sheets/submit-draft.ts";

export const POST = serve(submitDraftOperation, submitDraft);
