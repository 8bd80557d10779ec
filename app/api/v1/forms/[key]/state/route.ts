import { setFormStateOperation } from "#lib/forms/operations.ts";
import { setFormState } from "#lib/forms/set-form-state.ts";
import { serve } from "#lib/http/serve.ts";

export const POST = serve(setFormStateOperation, setFormState);
