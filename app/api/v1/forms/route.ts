import { listForms } from "#lib/forms/list-forms.ts";
import { listFormsOperation } from "#lib/forms/operations.ts";
import { serve } from "#lib/http/serve.ts";

export const GET = serve(listFormsOperation, listForms);
